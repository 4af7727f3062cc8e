package io.github.dockerstrategy.zstd;

import java.util.EnumMap;
import java.util.Map;

/** A frame's compressed blocks: what one leaves to the next, and how one is laid behind what came before. */
final class Block {

    /** No block has more bytes, before or after. */
    static final int LARGEST = 1 << 17;

    private static final int TWO_BYTES = 128;
    private static final int THREE_BYTES = 255;
    private static final int LONG = 0x7f00;

    private final Literals literals = new Literals();
    private final Map<Codes, FseTable> tables = new EnumMap<>(Codes.class);
    private final int[] offsets = {1, 4, 8};

    /** Decodes the first {@code size} bytes of {@code block}. */
    void decode(byte[] block, int size, Window out) throws CorruptFrame {
        int at = literals.read(block, size);
        CorruptFrame.unless(at < size, "a block has no sequences");
        int count = block[at++] & 0xff;
        if (count >= TWO_BYTES) {
            int more = count == THREE_BYTES ? 2 : 1;
            CorruptFrame.unless(at + more <= size, "a block is cut");
            count = more == 1
                    ? ((count - TWO_BYTES) << 8) + (block[at] & 0xff)
                    : (block[at] & 0xff) + ((block[at + 1] & 0xff) << 8) + LONG;
            at += more;
        }
        int used = 0;
        if (count == 0) {
            CorruptFrame.unless(at == size, "a block goes on behind its end");
        } else {
            used = sequences(block, readTables(block, at, size), size, count, out);
        }
        out.append(literals.bytes(), used, literals.size() - used);
    }

    private int readTables(byte[] block, int from, int to) throws CorruptFrame {
        CorruptFrame.unless(from < to && (block[from] & 3) == 0, "a block's tables are not known");
        int modes = block[from] & 0xff;
        int at = from + 1;
        for (Codes codes : Codes.values()) {
            FseTable.Read read = codes.table(modes, block, at, to, tables.get(codes));
            tables.put(codes, read.table());
            at = read.end();
        }
        return at;
    }

    /** Each copies some literals, then bytes from before; gives how many literals were used. */
    private int sequences(byte[] block, int from, int to, int count, Window out) throws CorruptFrame {
        FseTable literalCodes = table(Codes.LITERALS);
        FseTable offsetCodes = table(Codes.OFFSETS);
        FseTable matchCodes = table(Codes.MATCHES);
        BackwardBits in = new BackwardBits(block, from, to);
        int literal = in.read(literalCodes.accuracy());
        int offset = in.read(offsetCodes.accuracy());
        int match = in.read(matchCodes.accuracy());
        int used = 0;
        for (int i = 1; i <= count; i++) {
            int offsetCode = offsetCodes.symbol(offset);
            long distance = (1L << offsetCode) + (in.read(offsetCode) & 0xffff_ffffL);
            int length = Codes.MATCHES.value(matchCodes.symbol(match), in);
            int before = Codes.LITERALS.value(literalCodes.symbol(literal), in);
            if (i < count) {
                literal = literalCodes.next(literal, in);
                match = matchCodes.next(match, in);
                offset = offsetCodes.next(offset, in);
            }
            CorruptFrame.unless(in.left() >= 0 && used + before <= literals.size(), "a sequence is cut");
            out.append(literals.bytes(), used, before);
            used += before;
            out.repeat(distance(distance, before == 0), length);
        }
        CorruptFrame.unless(in.left() == 0, "the sequences of a block have another length");
        return used;
    }

    private FseTable table(Codes codes) throws CorruptFrame {
        FseTable table = tables.get(codes);
        if (table == null) {
            throw new CorruptFrame("a table is missing");
        }
        return table;
    }

    /** How far back a sequence copies from: the first numbers stand for what the last sequences had. */
    private int distance(long value, boolean noLiterals) throws CorruptFrame {
        int place = (int) Math.min(value - 1, 3) + (value <= 3 && noLiterals ? 1 : 0);
        if (place == 0) {
            return offsets[0];
        }
        long distance = value > 3 ? value - 3 : place == 3 ? offsets[0] - 1 : offsets[place];
        CorruptFrame.unless(distance > 0 && distance <= Integer.MAX_VALUE, "a sequence has no offset");
        if (place > 1) {
            offsets[2] = offsets[1];
        }
        offsets[1] = offsets[0];
        offsets[0] = (int) distance;
        return offsets[0];
    }
}
