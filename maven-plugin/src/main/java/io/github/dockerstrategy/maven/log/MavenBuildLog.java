package io.github.dockerstrategy.maven.log;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.PlainText;
import io.github.dockerstrategy.process.SecretNames;
import org.apache.maven.plugin.logging.Log;

/** Tells Maven's log what happens; on a terminal, long work shows a line that moves. */
public final class MavenBuildLog implements BuildLog {

    private static final int WIDTH = 30;

    private final Log log;
    private final boolean terminal;
    private int shown = -1;

    public MavenBuildLog(Log log, boolean terminal) {
        this.log = log;
        this.terminal = terminal;
    }

    @Override
    public void step(int number, int of, String title) {
        erase();
        log.info("[" + number + "/" + of + "] " + title);
    }

    @Override
    public void info(String line) {
        erase();
        log.info(readable(line));
    }

    @Override
    public void warn(String line) {
        erase();
        log.warn(readable(line));
    }

    @Override
    public void debug(String line) {
        log.debug(readable(line));
    }

    @Override
    public void output(String line) {
        erase();
        log.info("  | " + readable(line));
    }

    @Override
    public synchronized void progress(String what, double fraction) {
        int percent = (int) Math.round(fraction * 100);
        if (!terminal || percent == shown) {
            return;
        }
        shown = percent;
        int full = (int) Math.round(fraction * WIDTH);
        System.out.print("\r[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + "% " + what);
        System.out.flush();
        if (percent >= 100) {
            erase();
        }
    }

    private static String readable(String line) {
        return SecretNames.withoutUserInfo(PlainText.of(line));
    }

    private synchronized void erase() {
        if (shown >= 0) {
            System.out.print("\r" + " ".repeat(WIDTH + 20) + "\r");
            System.out.flush();
            shown = -1;
        }
    }
}
