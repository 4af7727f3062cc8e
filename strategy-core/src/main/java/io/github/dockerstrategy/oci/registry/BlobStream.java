package io.github.dockerstrategy.oci.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The content of a blob: at most as many bytes as were declared, and not too slowly. What was declared says nothing of the time: a server
 * can declare what it likes. A shorter blob is for its digest to find.
 */
final class BlobStream extends FilterInputStream {

    private final long size;
    private final Deadline deadline;
    private final HttpRequest request;
    private final HttpTimeouts times;
    private final long start = System.nanoTime();
    private long count;

    BlobStream(InputStream in, long size, Deadline deadline, HttpRequest request, HttpTimeouts times) {
        super(in);
        this.size = size;
        this.deadline = deadline;
        this.request = request;
        this.times = times;
        deadline.extend(start, times.layer(0));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = deadline.run(() -> in.read(bytes, from, length));
        count += Math.max(read, 0);
        if (count > size) {
            throw HttpSender.tooLarge(size, request);
        }
        if (deadline.isOver()) {
            throw HttpSender.late(request);
        }
        deadline.extend(start, times.layer(count));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        deadline.run(() -> {
            super.close();
            return true;
        });
    }
}
