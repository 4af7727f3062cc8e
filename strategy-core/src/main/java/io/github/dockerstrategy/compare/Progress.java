package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.log.BuildLog;
import java.time.Duration;
import java.util.Locale;

/** How far a comparison is. */
final class Progress {

    private final int builds;
    private final BuildLog log;
    private final long start = System.nanoTime();
    private int done;

    Progress(int builds, BuildLog log) {
        this.builds = builds;
        this.log = log;
    }

    synchronized void begins(String what) {
        log.step(done + 1, builds, what);
    }

    synchronized void ended(String how) {
        done++;
        log.info("    " + how + (done < builds ? "; " + (builds - done) + " builds left, " + left() : ""));
    }

    synchronized boolean isComplete() {
        return done == builds;
    }

    private String left() {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        double minutes = spent.toMillis() / 60_000.0 / done * (builds - done);
        return minutes < 1 ? "less than a minute" : String.format(Locale.ROOT, "about %.0f min", minutes);
    }
}
