package io.github.dockerstrategy.bench;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads the requests of one HTTP/1.1 connection as they pass by, and counts them and the bytes of their bodies. */
final class RequestCounter {

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILER,
        OPAQUE
    }

    private static final int TLS_HANDSHAKE = 0x16;

    private final Consumer<String> requests;
    private final LongConsumer bodyBytes;
    private final Runnable tlsHello;
    private final StringBuilder line = new StringBuilder();
    private State state = State.HEAD;
    private boolean first = true;
    private boolean begun;
    private boolean chunked;
    private long left;

    RequestCounter(Consumer<String> requests, LongConsumer bodyBytes, Runnable tlsHello) {
        this.requests = requests;
        this.bodyBytes = bodyBytes;
        this.tlsHello = tlsHello;
    }

    void read(byte[] bytes, int length) {
        if (first && length > 0) {
            first = false;
            if (bytes[0] == TLS_HANDSHAKE) {
                tlsHello.run();
                state = State.OPAQUE;
            }
        }
        int at = 0;
        while (at < length && state != State.OPAQUE) {
            if (state == State.BODY || state == State.CHUNK) {
                at += body(length - at);
            } else {
                character((char) (bytes[at++] & 0xff));
            }
        }
    }

    private int body(int available) {
        int taken = (int) Math.min(left, available);
        bodyBytes.accept(taken);
        left -= taken;
        if (left == 0) {
            state = state == State.CHUNK ? State.CHUNK_SIZE : State.HEAD;
        }
        return taken;
    }

    private void character(char c) {
        if (c != '\n') {
            line.append(c);
            return;
        }
        String text = line.toString().strip();
        line.setLength(0);
        switch (state) {
            case HEAD -> head(text);
            case CHUNK_SIZE -> chunkSize(text);
            default -> state = text.isEmpty() ? State.HEAD : State.TRAILER;
        }
    }

    private void head(String text) {
        if (!begun) {
            if (!text.isEmpty()) {
                begun = true;
                requests.accept(text.substring(0, Math.max(0, text.lastIndexOf(' '))));
            }
            return;
        }
        if (text.isEmpty()) {
            begun = false;
            state = chunked ? State.CHUNK_SIZE : left > 0 ? State.BODY : State.HEAD;
            chunked = false;
            return;
        }
        String header = text.toLowerCase(Locale.ROOT);
        if (header.startsWith("content-length:")) {
            left = Long.parseLong(header.substring("content-length:".length()).strip());
        } else if (header.startsWith("transfer-encoding:") && header.contains("chunked")) {
            chunked = true;
        }
    }

    /** The line end after a chunk reads as an empty size. */
    private void chunkSize(String text) {
        if (!text.isEmpty()) {
            left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
            state = left == 0 ? State.TRAILER : State.CHUNK;
        }
    }
}
