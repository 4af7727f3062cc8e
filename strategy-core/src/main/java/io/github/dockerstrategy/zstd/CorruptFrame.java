package io.github.dockerstrategy.zstd;

import java.io.IOException;

/** What is not Zstandard, damaged, or needs more than a decoder must have. */
final class CorruptFrame extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptFrame(String what) {
        super("Zstandard: " + what);
    }

    static void unless(boolean valid, String what) throws CorruptFrame {
        if (!valid) {
            throw new CorruptFrame(what);
        }
    }
}
