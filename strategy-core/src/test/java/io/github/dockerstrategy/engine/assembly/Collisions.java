package io.github.dockerstrategy.engine.assembly;

import java.util.Arrays;
import java.util.zip.CRC32;

/** Contents of the same CRC-32, which four bytes at the end are enough for. */
final class Collisions {

    private Collisions() {}

    /** {@code start}, with four bytes more, which has the checksum of {@code other}. */
    static byte[] of(byte[] start, byte[] other) {
        byte[] made = Arrays.copyOf(start, start.length + 4);
        long wanted = crc(other) ^ crc(made);
        // The checksum is linear: each bit of the last four bytes changes it by a fixed amount.
        long[] rows = new long[32];
        for (int bit = 0; bit < 32; bit++) {
            byte[] changed = made.clone();
            changed[start.length + bit / 8] ^= (byte) (1 << bit % 8);
            rows[bit] = (crc(changed) ^ crc(made)) | 1L << (32 + bit);
        }
        long chosen = solve(rows, wanted);
        for (int bit = 0; bit < 32; bit++) {
            if ((chosen >> bit & 1) == 1) {
                made[start.length + bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
        return made;
    }

    /** Which of the rows together give {@code wanted} in their lower half; the upper half names a row. */
    private static long solve(long[] rows, long wanted) {
        long rest = wanted;
        long chosen = 0;
        for (int column = 0; column < 32; column++) {
            int pivot = column;
            while ((rows[pivot] >> column & 1) == 0) {
                pivot++;
            }
            long row = rows[pivot];
            rows[pivot] = rows[column];
            rows[column] = row;
            for (int i = 0; i < 32; i++) {
                if (i != column && (rows[i] >> column & 1) == 1) {
                    rows[i] ^= row;
                }
            }
        }
        for (int column = 0; column < 32; column++) {
            if ((rest >> column & 1) == 1) {
                chosen ^= rows[column] >>> 32;
            }
        }
        return chosen;
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }
}
