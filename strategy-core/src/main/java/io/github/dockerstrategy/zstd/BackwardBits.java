package io.github.dockerstrategy.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A bit stream that is read from its end: the highest bit that is set in its last byte ends it. Before its first bit there are zeros. */
final class BackwardBits {

    /** So many bytes behind a stream must be readable, whatever they are. */
    static final int SLACK = Long.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int from;

    /** How many bits are left; negative once more were read than there are. */
    private int left;

    BackwardBits(byte[] bytes, int from, int to) throws CorruptFrame {
        CorruptFrame.unless(from < to && bytes[to - 1] != 0, "a bit stream has no end");
        this.bytes = bytes;
        this.from = from;
        this.left = (to - from) * Byte.SIZE - (Integer.numberOfLeadingZeros(bytes[to - 1] & 0xff) - 23);
    }

    int left() {
        return left;
    }

    /** The next bits, at most 31. */
    int read(int count) {
        int value = peek(count);
        left -= count;
        return value;
    }

    /** The same, which stay. */
    int peek(int count) {
        int at = left - count;
        if (at < 0) {
            return left <= 0 ? 0 : bits(0, left) << -at;
        }
        return bits(at, count);
    }

    void skip(int count) {
        left -= count;
    }

    private int bits(int at, int count) {
        long word = (long) LONGS.get(bytes, from + (at >> 3));
        return (int) (word >>> (at & 7) & (1L << count) - 1);
    }
}
