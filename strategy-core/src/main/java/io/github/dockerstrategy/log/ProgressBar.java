package io.github.dockerstrategy.log;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.LongConsumer;

/** A line at the bottom of a terminal that shows how much of a transfer is done; without a terminal there is none. */
final class ProgressBar {

    private static final int WIDTH = 30;

    private final Optional<PrintStream> terminal;
    private int percent = -1;
    private int length;

    ProgressBar(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    /** @return receives the size of each part that is done */
    LongConsumer of(String work, long bytes) {
        if (terminal.isEmpty() || bytes <= 0) {
            return part -> {};
        }
        long[] done = {0};
        return part -> {
            synchronized (this) {
                // A part that is sent again counts only once.
                done[0] = Math.min(bytes, done[0] + part);
                show(terminal.get(), work, done[0], bytes);
            }
        };
    }

    /** Makes room for a line of the log. */
    synchronized void erase() {
        terminal.filter(there -> length > 0).ifPresent(there -> {
            there.print("\r" + " ".repeat(length) + "\r");
            there.flush();
        });
        length = 0;
        percent = -1;
    }

    private void show(PrintStream out, String work, long done, long bytes) {
        int now = (int) (done * 100 / bytes);
        if (done == bytes) {
            erase();
        } else if (now != percent) {
            int full = now * WIDTH / 100;
            String line = "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + now + "% " + work + " ("
                    + Bytes.text(done) + " of " + Bytes.text(bytes) + ")";
            out.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
            out.flush();
            length = Math.max(length, line.length());
            percent = now;
        }
    }
}
