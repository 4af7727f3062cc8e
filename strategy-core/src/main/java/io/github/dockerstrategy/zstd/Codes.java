package io.github.dockerstrategy.zstd;

import org.jspecify.annotations.Nullable;

/** One of the three numbers of a sequence: how its codes are packed, and what they mean. */
enum Codes {
    LITERALS(
            6,
            9,
            35,
            6,
            "4 3 2 2 2 2 2 2 2 2 2 2 2 1 1 1 2 2 2 2 2 2 2 2 2 3 2 1 1 1 1 1 -1 -1 -1 -1",
            0,
            "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1 2 2 3 3 4 6 7 8 9 10 11 12 13 14 15 16"),
    OFFSETS(4, 8, 31, 5, "1 1 1 1 1 1 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 -1 -1 -1 -1 -1", 0, ""),
    MATCHES(
            2,
            9,
            52,
            6,
            "1 4 3 2 2 2 2 2 2 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 -1 -1 -1 -1 -1 -1 -1",
            3,
            "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 1 1 2 2 3 3 4 4 5 7 8 9 10 11 12 13 14 15"
                    + " 16");

    private static final int PREDEFINED = 0;
    private static final int ONE_SYMBOL = 1;
    private static final int DESCRIBED = 2;

    private final int place;
    private final int most;
    private final int largest;
    private final int accuracy;
    private final short[] shares;
    private final int[] bits;
    private final int[] bases;

    /**
     * @param place of its mode among the bits of all three
     * @param most the highest accuracy of a table
     * @param largest the highest code
     * @param accuracy that of the table which every decoder has
     * @param shares those of that table
     * @param first what the first code means
     * @param bits how many more bits belong to each code
     */
    Codes(int place, int most, int largest, int accuracy, String shares, int first, String bits) {
        this.place = place;
        this.most = most;
        this.largest = largest;
        this.accuracy = accuracy;
        int[] numbers = numbers(shares);
        this.shares = new short[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            this.shares[i] = (short) numbers[i];
        }
        this.bits = numbers(bits);
        this.bases = new int[this.bits.length];
        int base = first;
        for (int i = 0; i < bases.length; i++) {
            bases[i] = base;
            base += 1 << this.bits[i];
        }
    }

    private static int[] numbers(String text) {
        return text.isEmpty()
                ? new int[0]
                : java.util.Arrays.stream(text.split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
    }

    /** Reads the table of a block; {@code last} is that of the block before. */
    FseTable.Read table(int modes, byte[] block, int from, int to, @Nullable FseTable last) throws CorruptFrame {
        int mode = modes >> place & 3;
        if (mode == PREDEFINED) {
            return new FseTable.Read(FseTable.of(shares, accuracy), from);
        }
        if (mode == ONE_SYMBOL) {
            CorruptFrame.unless(from < to && (block[from] & 0xff) <= largest, "a table has no such symbol");
            return new FseTable.Read(FseTable.of(block[from] & 0xff), from + 1);
        }
        if (mode == DESCRIBED) {
            return FseTable.read(block, from, to, most, largest);
        }
        if (last == null) {
            throw new CorruptFrame("a table is missing");
        }
        return new FseTable.Read(last, from);
    }

    /** What a code means, with its bits from the stream; not for offsets. */
    int value(int code, BackwardBits in) {
        return bases[code] + in.read(bits[code]);
    }
}
