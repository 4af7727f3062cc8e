package io.github.dockerstrategy.zstd;

import java.util.Arrays;

/** What a frame has given, as far back as it may still be copied from. It takes no more memory than there is to keep. */
final class Window {

    private static final int SMALLEST = 4 * Block.LARGEST;

    private final int size;
    private byte[] bytes = new byte[SMALLEST];
    private int end;
    private int limit;

    Window(int size) {
        this.size = size;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /** Makes room for a block; what was given before is not where it was. */
    void begin() {
        if (bytes.length - end < Block.LARGEST) {
            if (end >= size + Math.max(size >> 2, Block.LARGEST)) {
                System.arraycopy(bytes, end - size, bytes, 0, size);
                end = size;
            } else {
                long most = (long) size + Math.max(size >> 2, Block.LARGEST) + Block.LARGEST;
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, 2L * bytes.length));
            }
        }
        limit = end + Block.LARGEST;
    }

    void append(byte[] from, int at, int length) throws CorruptFrame {
        take(length);
        System.arraycopy(from, at, bytes, end, length);
        end += length;
    }

    void append(byte value, int length) throws CorruptFrame {
        take(length);
        Arrays.fill(bytes, end, end + length, value);
        end += length;
    }

    /** Copies from before; what is copied may itself be part of what is copied from. */
    void repeat(int distance, int length) throws CorruptFrame {
        take(length);
        CorruptFrame.unless(distance <= end, "a sequence copies from before the frame");
        int from = end - distance;
        if (distance >= length) {
            System.arraycopy(bytes, from, bytes, end, length);
        } else if (distance == 1) {
            Arrays.fill(bytes, end, end + length, bytes[from]);
        } else {
            for (int i = 0; i < length; i++) {
                bytes[end + i] = bytes[from + i];
            }
        }
        end += length;
    }

    private void take(int length) throws CorruptFrame {
        CorruptFrame.unless(length <= limit - end, "a block gives too much");
    }
}
