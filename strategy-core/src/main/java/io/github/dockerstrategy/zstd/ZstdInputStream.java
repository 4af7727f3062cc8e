package io.github.dockerstrategy.zstd;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses Zstandard (RFC 8878): frames one after the other, with or without skippable ones. Written here as Java libraries for it
 * either call native code or write past the JVM's checks, and most do not know skippable frames, which {@code zstd:chunked} has. Checksums
 * in frames are not compared: the result is held against a SHA-256 digest anyway.
 */
public final class ZstdInputStream extends InputStream {

    /** The default of {@code zstd} itself. */
    private static final int LARGEST_WINDOW = 1 << 27;

    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE = 0x184d2a5;
    private static final int[] DICTIONARY_BYTES = {0, 1, 2, 4};

    private final InputStream in;
    private final byte[] block = new byte[Block.LARGEST + BackwardBits.SLACK];
    private final byte[] number = new byte[Long.BYTES];

    private @Nullable Frame frame;
    private int at;
    private int end;

    /** What is known of the frame that is being read. */
    private static final class Frame {
        private final Window window;
        private final Block blocks = new Block();
        private final boolean hasChecksum;
        private final long size;
        private long given;
        private boolean last;

        Frame(Window window, boolean hasChecksum, long size) {
            this.window = window;
            this.hasChecksum = hasChecksum;
            this.size = size;
        }
    }

    /** @param in best with a buffer */
    ZstdInputStream(InputStream in) {
        this.in = in;
    }

    /** What is compressed in {@code in}. So that callers are verified without this class, which few builds need. */
    public static InputStream of(InputStream in) {
        return new ZstdInputStream(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        while (at == end) {
            if (!advance()) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(Objects.requireNonNull(frame).window.bytes(), at, bytes, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads one block, or the head of a frame; tells whether there was one. */
    private boolean advance() throws IOException {
        Frame now = frame;
        if (now == null) {
            return begin();
        }
        if (now.last) {
            CorruptFrame.unless(now.size < 0 || now.given == now.size, "a frame has not the size that it says");
            number(now.hasChecksum ? Integer.BYTES : 0);
            frame = null;
            return true;
        }
        at = now.window.end();
        end = at;
        now.window.begin();
        at = now.window.end();
        try {
            read(now);
        } catch (IndexOutOfBoundsException e) {
            throw new CorruptFrame("a block is damaged");
        }
        end = now.window.end();
        now.given += end - at;
        CorruptFrame.unless(now.size < 0 || now.given <= now.size, "a frame is larger than it says");
        return true;
    }

    private void read(Frame now) throws IOException {
        int head = (int) number(3);
        now.last = (head & 1) != 0;
        int size = head >> 3;
        CorruptFrame.unless(size <= Block.LARGEST, "a block is too large");
        switch (head >> 1 & 3) {
            case 0 -> {
                fill(block, size);
                now.window.append(block, 0, size);
            }
            case 1 -> now.window.append((byte) number(1), size);
            case 2 -> {
                fill(block, size);
                now.blocks.decode(block, size, now.window);
            }
            default -> throw new CorruptFrame("a block is of no known kind");
        }
    }

    /** Reads the head of the next frame, if there is one. */
    private boolean begin() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int magic = (int) (first | number(3) << Byte.SIZE);
        if (magic >>> 4 == SKIPPABLE) {
            skip();
            return true;
        }
        CorruptFrame.unless(magic == MAGIC, "no frame begins with 0x" + Integer.toHexString(magic));
        int head = (int) number(1);
        CorruptFrame.unless((head & 8) == 0, "a frame is of a kind that is not known");
        boolean single = (head & 32) != 0;
        int code = single ? 0 : (int) number(1);
        long window = 1L << (10 + (code >> 3));
        window += (window >> 3) * (code & 7);
        CorruptFrame.unless(number(DICTIONARY_BYTES[head & 3]) == 0, "a frame needs a dictionary");
        int sizeBytes = head >> 6 == 0 ? (single ? 1 : 0) : 1 << (head >> 6);
        long size = sizeBytes == 0 ? -1 : number(sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        CorruptFrame.unless(size >= -1, "a frame is too large");
        long wanted = single ? size : window;
        CorruptFrame.unless(wanted <= LARGEST_WINDOW, "a frame needs " + wanted + " bytes of memory");
        frame = new Frame(new Window((int) wanted), (head & 4) != 0, size);
        at = 0;
        end = 0;
        return true;
    }

    private void skip() throws IOException {
        for (long left = number(Integer.BYTES); left > 0; ) {
            int some = (int) Math.min(left, block.length);
            fill(block, some);
            left -= some;
        }
    }

    private long number(int bytes) throws IOException {
        fill(number, bytes);
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (number[i] & 0xffL) << (Byte.SIZE * i);
        }
        return value;
    }

    private void fill(byte[] bytes, int count) throws IOException {
        CorruptFrame.unless(in.readNBytes(bytes, 0, count) == count, "it ends before its end");
    }
}
