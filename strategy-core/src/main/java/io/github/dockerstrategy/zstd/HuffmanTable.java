package io.github.dockerstrategy.zstd;

import java.util.Arrays;

/** A Huffman code of bytes. */
final class HuffmanTable {

    private static final int MOST_BITS = 11;
    private static final int MOST_ACCURACY = 6;
    private static final int DIRECT = 128;

    private final int longest;
    private final byte[] symbols;
    private final byte[] bits;

    /**
     * @param longest how many bits its longest code has
     * @param symbols by the next bits of the stream, as many as the longest code has
     * @param bits how many of them are the code
     */
    private HuffmanTable(int longest, byte[] symbols, byte[] bits) {
        this.longest = longest;
        this.symbols = symbols;
        this.bits = bits;
    }

    /** A code, and where what comes behind it begins. */
    record Read(HuffmanTable table, int end) {}

    /** Reads a code's description. */
    static Read read(byte[] bytes, int from, int to) throws CorruptFrame {
        CorruptFrame.unless(from < to, "a Huffman code is cut");
        int head = bytes[from] & 0xff;
        boolean direct = head >= DIRECT;
        int end = from + 1 + (direct ? (head - DIRECT + 2) / 2 : head);
        CorruptFrame.unless(end <= to, "a Huffman code is cut");
        byte[] weights = direct ? direct(bytes, from + 1, head - DIRECT + 1) : packed(bytes, from + 1, end);
        return new Read(of(weights), end);
    }

    private static byte[] direct(byte[] bytes, int from, int count) {
        byte[] weights = new byte[count + 1];
        for (int i = 0; i < count; i++) {
            weights[i] = (byte) (bytes[from + i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf);
        }
        return weights;
    }

    /** Two states take turns, until there are no more bits for one: then the other has the last weight. */
    private static byte[] packed(byte[] bytes, int from, int end) throws CorruptFrame {
        FseTable.Read read = FseTable.read(bytes, from, end, MOST_ACCURACY, 255);
        FseTable table = read.table();
        BackwardBits in = new BackwardBits(bytes, read.end(), end);
        int one = in.read(table.accuracy());
        int other = in.read(table.accuracy());
        byte[] weights = new byte[256];
        int count = 0;
        while (true) {
            CorruptFrame.unless(count < 254, "a Huffman code has too many weights");
            weights[count++] = (byte) table.symbol(one);
            int next = table.next(one, in);
            if (in.left() < 0) {
                weights[count++] = (byte) table.symbol(other);
                return Arrays.copyOf(weights, count + 1);
            }
            one = other;
            other = next;
        }
    }

    /** The last symbol has the weight that makes the code whole. */
    private static HuffmanTable of(byte[] weights) throws CorruptFrame {
        int sum = 0;
        for (byte weight : weights) {
            CorruptFrame.unless(weight <= MOST_BITS, "a Huffman code is too long");
            sum += weight == 0 ? 0 : 1 << (weight - 1);
        }
        CorruptFrame.unless(sum > 0, "a Huffman code has no symbols");
        int longest = Integer.SIZE - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << longest) - sum;
        CorruptFrame.unless(longest <= MOST_BITS && Integer.bitCount(rest) == 1, "a Huffman code is not whole");
        weights[weights.length - 1] = (byte) (Integer.numberOfTrailingZeros(rest) + 1);
        byte[] symbols = new byte[1 << longest];
        byte[] bits = new byte[1 << longest];
        int at = 0;
        for (int weight = 1; weight <= longest; weight++) {
            for (int symbol = 0; symbol < weights.length; symbol++) {
                if (weights[symbol] == weight) {
                    int to = at + (1 << (weight - 1));
                    Arrays.fill(symbols, at, to, (byte) symbol);
                    Arrays.fill(bits, at, to, (byte) (longest + 1 - weight));
                    at = to;
                }
            }
        }
        return new HuffmanTable(longest, symbols, bits);
    }

    /** Decodes one stream, all of which must be used. */
    void decode(byte[] bytes, int from, int to, byte[] into, int start, int end) throws CorruptFrame {
        BackwardBits in = new BackwardBits(bytes, from, to);
        for (int i = start; i < end; i++) {
            int code = in.peek(longest);
            into[i] = symbols[code];
            in.skip(bits[code]);
        }
        CorruptFrame.unless(in.left() == 0, "a Huffman stream has another length");
    }
}
