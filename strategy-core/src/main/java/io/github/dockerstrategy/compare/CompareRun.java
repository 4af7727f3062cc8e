package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.MeasuredBuild;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.CleanupStack;
import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Executes one comparison. However it ends, its artifacts are removed and its measurements are reported. */
public final class CompareRun {

    /** The cache that every scratch copy starts with: base images, nothing of the application. */
    static final String PREPARED = "prepared";

    private static final long SECONDS_TO_STOP = 40;

    private final CompareSettings settings;
    private final ModuleBuild builds;
    private final ImageStore store;
    private final BuildLog log;
    private final ImageArchive archives = new ImageArchive();
    private final List<StrategyRun> runs = new ArrayList<>();
    private final List<String> fetched = new ArrayList<>();
    private final ReentrantLock busy = new ReentrantLock();
    private final Progress progress;
    private volatile boolean stopped;

    public CompareRun(CompareSettings settings, ModuleBuild builds, ImageStore store, BuildLog log) {
        this.settings = settings;
        this.builds = builds;
        this.store = store;
        this.log = log;
        this.progress = new Progress(settings.builds(), log);
    }

    /**
     * Measures everything, removes what was made, and then hands over what was measured: once, also when the JVM is asked to stop in
     * the middle.
     */
    public void execute(Consumer<ComparisonResult> report) {
        try (CleanupStack cleanup = new CleanupStack()) {
            cleanup.add(() -> report.accept(result()));
            cleanup.add(this::removeAll);
            cleanup.add(this::stop);
            measure();
        }
    }

    private void measure() {
        try {
            prepare();
            for (int round = 1; round <= settings.repeats(); round++) {
                for (Strategy strategy : settings.strategies()) {
                    measure(strategy, round);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Fetches what every build on this machine would fetch once, so that none of them is measured with it. */
    private void prepare() throws InterruptedException {
        Optional<Strategy> host = strategyToPrepareWith();
        log.preparing(host.isPresent());
        begin();
        try {
            fetched.addAll(store.fetch(settings.bases()));
            if (host.isPresent()) {
                prepare(host.get());
            }
        } finally {
            busy.unlock();
        }
    }

    /**
     * A build on the host fills Maven's repository. It also fills the cache of base images if it assembles without a daemon; that cache
     * serves all strategies that do, wherever they build.
     */
    private Optional<Strategy> strategyToPrepareWith() {
        List<Strategy> compared = settings.strategies();
        if (compared.stream().noneMatch(strategy -> strategy.assembler() == Assembler.DAEMONLESS)) {
            return compared.stream()
                    .filter(strategy -> strategy.location() == BuildLocation.HOST)
                    .findFirst();
        }
        return Stream.concat(compared.stream(), Strategies.builtIn().all().stream())
                .filter(strategy -> strategy.location() == BuildLocation.HOST)
                .filter(strategy -> strategy.assembler() == Assembler.DAEMONLESS)
                .findFirst();
    }

    private void prepare(Strategy strategy) throws InterruptedException {
        Path folder = settings.folder().resolve("preparing");
        Path cache = settings.folder().resolve("preparing-cache");
        String image = settings.repository() + ":preparing";
        BuildArtifacts artifacts = new BuildArtifacts(folder, store);
        artifacts.named(image);
        try {
            ScratchCopy copy = ScratchCopy.of(settings.project(), folder, "preparing");
            artifacts.made(builds.build(new ModuleBuild.Order(
                    strategy,
                    copy.root(),
                    image,
                    cache,
                    false,
                    false,
                    settings.folder().resolve("preparing.log"))));
            Tree.link(cache.resolve("base"), settings.folder().resolve(PREPARED).resolve("base"));
        } catch (ProblemException e) {
            log.preparationFailed(e.text(settings.notation()));
        } catch (UncheckedIOException e) {
            log.preparationFailed(String.valueOf(e.getMessage()));
        } finally {
            artifacts.remove();
            Tree.delete(cache);
        }
    }

    private void measure(Strategy strategy, int round) throws InterruptedException {
        StrategyRun strategyRun = new StrategyRun(settings, builds, store, archives, strategy, round);
        synchronized (runs) {
            runs.add(strategyRun);
        }
        for (Scenario scenario : settings.scenarios()) {
            begin();
            try {
                progress.begins(new MeasuredBuild(strategy.name(), scenario.word(), round, settings.repeats()));
                boolean failed = strategyRun.failure().isPresent();
                Optional<MeasuredRun> run = strategyRun.run(scenario);
                if (failed) {
                    progress.skipped();
                } else if (run.isPresent()) {
                    progress.succeeded(figures(run.get()));
                } else {
                    progress.failed(firstLine(strategyRun));
                }
            } finally {
                busy.unlock();
            }
        }
        if (!settings.keep()) {
            begin();
            try {
                strategyRun.artifacts().remove();
            } finally {
                busy.unlock();
            }
        }
    }

    private void begin() throws InterruptedException {
        busy.lock();
        if (stopped) {
            busy.unlock();
            throw new InterruptedException();
        }
    }

    private static MeasuredBuild.Figures figures(MeasuredRun run) {
        return new MeasuredBuild.Figures(
                Duration.ofMillis(Math.round(run.seconds() * 1e3)),
                run.pushBytes(),
                run.layersReused(),
                run.image().layers().size());
    }

    private static String firstLine(StrategyRun strategyRun) {
        return strategyRun
                .failure()
                .flatMap(failure -> failure.message().lines().findFirst())
                .orElse("");
    }

    /** When the JVM goes down, the builds go first: they are ended already, or being ended. */
    private void stop() throws InterruptedException {
        stopped |= !progress.isComplete();
        if (busy.tryLock(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
            busy.unlock();
        }
    }

    private void removeAll() throws InterruptedException {
        if (settings.keep()) {
            return;
        }
        List<StrategyRun> all;
        synchronized (runs) {
            all = List.copyOf(runs);
        }
        for (StrategyRun strategyRun : all) {
            strategyRun.artifacts().remove();
        }
        store.remove(fetched, List.of());
        Tree.delete(settings.folder());
    }

    private ComparisonResult result() {
        synchronized (runs) {
            return new ComparisonResult(settings, runs, stopped);
        }
    }
}
