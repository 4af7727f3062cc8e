package io.github.dockerstrategy.zstd;

/** A bit stream that is read from its beginning, lowest bits first. */
final class ForwardBits {

    private final byte[] bytes;
    private final int to;
    private int at;
    private int bit;

    ForwardBits(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    int read(int count) throws CorruptFrame {
        int value = 0;
        for (int i = 0; i < count; i++) {
            CorruptFrame.unless(at < to, "a table is cut");
            value |= (bytes[at] >> bit & 1) << i;
            bit = bit + 1 & 7;
            at += bit == 0 ? 1 : 0;
        }
        return value;
    }

    /** Where the next whole byte begins. */
    int end() {
        return bit == 0 ? at : at + 1;
    }
}
