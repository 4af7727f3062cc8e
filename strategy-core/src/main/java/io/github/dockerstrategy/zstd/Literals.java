package io.github.dockerstrategy.zstd;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The first part of a block: bytes that are not copied from before. A frame's blocks share it, as one may use the code of the last. */
final class Literals {

    private static final int RAW = 0;
    private static final int REPEATED = 1;
    private static final int WITH_CODE = 2;
    private static final int STREAMS = 4;
    private static final int JUMPS = 6;

    private final byte[] bytes = new byte[Block.LARGEST];
    private @Nullable HuffmanTable table;
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Reads it, and gives where what comes behind it begins. */
    int read(byte[] block, int to) throws CorruptFrame {
        CorruptFrame.unless(to > 0, "a block is cut");
        int type = block[0] & 3;
        int format = block[0] >> 2 & 3;
        if (type == RAW || type == REPEATED) {
            int head = format == 1 ? 2 : format == 3 ? 3 : 1;
            size = (int) number(block, to, head) >> (head == 1 ? 3 : 4);
            CorruptFrame.unless(size <= Block.LARGEST, "a block is too large");
            int end = head + (type == RAW ? size : 1);
            CorruptFrame.unless(end <= to, "a block is cut");
            if (type == RAW) {
                System.arraycopy(block, head, bytes, 0, size);
            } else {
                Arrays.fill(bytes, 0, size, block[head]);
            }
            return end;
        }
        int head = format < 2 ? 3 : format + 2;
        int bits = format < 2 ? 10 : format == 2 ? 14 : 18;
        long numbers = number(block, to, head) >> 4;
        size = (int) (numbers & (1 << bits) - 1);
        int end = head + (int) (numbers >> bits);
        CorruptFrame.unless(size <= Block.LARGEST && end <= to, "a block is too large, or cut");
        decode(block, head, end, type == WITH_CODE, format == 0);
        return end;
    }

    private void decode(byte[] block, int from, int to, boolean withCode, boolean oneStream) throws CorruptFrame {
        int at = from;
        if (withCode) {
            HuffmanTable.Read read = HuffmanTable.read(block, from, to);
            table = read.table();
            at = read.end();
        }
        HuffmanTable code = table;
        if (code == null) {
            throw new CorruptFrame("a Huffman code is missing");
        }
        if (oneStream) {
            code.decode(block, at, to, bytes, 0, size);
            return;
        }
        int share = (size + STREAMS - 1) / STREAMS;
        CorruptFrame.unless(at + JUMPS <= to && share * (STREAMS - 1) <= size, "a block is cut");
        int begin = at + JUMPS;
        for (int i = 0; i < STREAMS; i++) {
            boolean last = i == STREAMS - 1;
            int end = last ? to : begin + (block[at + 2 * i] & 0xff) + ((block[at + 2 * i + 1] & 0xff) << 8);
            CorruptFrame.unless(end <= to, "a block is cut");
            code.decode(block, begin, end, bytes, i * share, last ? size : (i + 1) * share);
            begin = end;
        }
    }

    private static long number(byte[] block, int to, int count) throws CorruptFrame {
        CorruptFrame.unless(count <= to, "a block is cut");
        long number = 0;
        for (int i = 0; i < count; i++) {
            number |= (block[i] & 0xffL) << (Byte.SIZE * i);
        }
        return number;
    }
}
