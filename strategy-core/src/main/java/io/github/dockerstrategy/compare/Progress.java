package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.MeasuredBuild;
import java.time.Duration;

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

    synchronized void begins(MeasuredBuild build) {
        log.measuringBuild(done + 1, builds, build);
    }

    synchronized void succeeded(MeasuredBuild.Figures figures) {
        done++;
        log.measuredBuild(figures, remaining());
    }

    synchronized void failed(String cause) {
        done++;
        log.measuredBuildFailed(cause, remaining());
    }

    synchronized void skipped() {
        done++;
        log.measuredBuildSkipped(remaining());
    }

    synchronized boolean isComplete() {
        return done == builds;
    }

    private MeasuredBuild.Remaining remaining() {
        int left = builds - done;
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        return new MeasuredBuild.Remaining(left, spent.multipliedBy(left).dividedBy(done));
    }
}
