package io.github.dockerstrategy.zstd;

/** A table of finite state entropy: what each state stands for, and how the next one is found. */
final class FseTable {

    private static final int LEAST_ACCURACY = 5;

    private final int accuracy;
    private final byte[] symbols;
    private final byte[] bits;
    private final short[] bases;

    /**
     * @param accuracy how many bits a state has
     * @param symbols what each state stands for
     * @param bits how many bits are read for the state after each
     * @param bases what these are added to
     */
    private FseTable(int accuracy, byte[] symbols, byte[] bits, short[] bases) {
        this.accuracy = accuracy;
        this.symbols = symbols;
        this.bits = bits;
        this.bases = bases;
    }

    /** A table, and where what comes behind it begins. */
    record Read(FseTable table, int end) {}

    /** The table of one symbol. */
    static FseTable of(int symbol) {
        return new FseTable(0, new byte[] {(byte) symbol}, new byte[1], new short[1]);
    }

    /**
     * Reads a table's description.
     *
     * @param most the highest accuracy that is allowed
     * @param largest the highest symbol that is allowed
     */
    static Read read(byte[] bytes, int from, int to, int most, int largest) throws CorruptFrame {
        ForwardBits in = new ForwardBits(bytes, from, to);
        int accuracy = in.read(4) + LEAST_ACCURACY;
        CorruptFrame.unless(accuracy <= most, "a table is too large");
        short[] shares = new short[largest + 1];
        int left = 1 << accuracy;
        int symbol = 0;
        while (left > 0) {
            CorruptFrame.unless(symbol <= largest, "a table has too many symbols");
            int share = share(in, left);
            shares[symbol++] = (short) share;
            left -= Math.abs(share);
            if (share == 0) {
                symbol += zeros(in);
            }
        }
        CorruptFrame.unless(left == 0 && symbol <= largest + 1, "a table's shares do not add up");
        return new Read(of(shares, accuracy), in.end());
    }

    /** One share has as many bits as what is left of them needs; small ones have a bit less where there is room. */
    private static int share(ForwardBits in, int left) throws CorruptFrame {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(left + 1);
        int threshold = (1 << bits) - 1 - (left + 1);
        int low = in.read(bits - 1);
        if (low < threshold) {
            return low - 1;
        }
        int value = low | (in.read(1) << (bits - 1));
        return (value < 1 << (bits - 1) ? value : value - threshold) - 1;
    }

    private static int zeros(ForwardBits in) throws CorruptFrame {
        int all = 0;
        for (int more = 3; more == 3; all += more) {
            more = in.read(2);
        }
        return all;
    }

    /** The table in which each symbol has its share of the states; -1 is one state with less than its share. */
    static FseTable of(short[] shares, int accuracy) throws CorruptFrame {
        int size = 1 << accuracy;
        byte[] symbols = new byte[size];
        int[] next = new int[shares.length];
        int high = size;
        for (int symbol = 0; symbol < shares.length; symbol++) {
            next[symbol] = Math.abs(shares[symbol]);
            if (shares[symbol] < 0) {
                symbols[--high] = (byte) symbol;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int symbol = 0; symbol < shares.length; symbol++) {
            for (int i = 0; i < shares[symbol]; i++) {
                symbols[at] = (byte) symbol;
                do {
                    at = at + step & size - 1;
                } while (at >= high);
            }
        }
        CorruptFrame.unless(at == 0, "a table's shares do not add up");
        byte[] bits = new byte[size];
        short[] bases = new short[size];
        for (int state = 0; state < size; state++) {
            int number = next[symbols[state]]++;
            bits[state] = (byte) (accuracy - (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number)));
            bases[state] = (short) ((number << bits[state]) - size);
        }
        return new FseTable(accuracy, symbols, bits, bases);
    }

    int accuracy() {
        return accuracy;
    }

    int symbol(int state) {
        return symbols[state] & 0xff;
    }

    int next(int state, BackwardBits in) {
        return bases[state] + in.read(bits[state]);
    }
}
