package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.compare.StrategyResult.Failure;
import io.github.dockerstrategy.compare.StrategyResult.Traits;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.strategy.Strategy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One strategy in one scratch copy: the scenarios one after the other. */
final class StrategyRun {

    private final CompareSettings settings;
    private final ModuleBuild builds;
    private final ImageStore store;
    private final ImageArchive archives;
    private final Strategy strategy;
    private final Path folder;
    /** Its own: what another strategy or round has pushed would not be sent again. */
    private final String repository;

    private final String token;
    private final List<MeasuredRun> runs = new ArrayList<>();
    private final BuildArtifacts artifacts;
    private @Nullable ScratchCopy copy;
    private @Nullable BuildResult last;
    private Optional<Failure> failure = Optional.empty();
    private Optional<Traits> traits = Optional.empty();

    StrategyRun(
            CompareSettings settings,
            ModuleBuild builds,
            ImageStore store,
            ImageArchive archives,
            Strategy strategy,
            int round) {
        this.settings = settings;
        this.builds = builds;
        this.store = store;
        this.archives = archives;
        this.strategy = strategy;
        String name = strategy.name() + "-" + round;
        this.folder = settings.folder().resolve(name);
        this.repository = settings.repository() + "-" + name;
        this.token = name + "-" + Integer.toHexString(settings.repository().hashCode());
        this.artifacts = new BuildArtifacts(folder, store);
    }

    Strategy strategy() {
        return strategy;
    }

    List<MeasuredRun> runs() {
        return List.copyOf(runs);
    }

    Optional<Failure> failure() {
        return failure;
    }

    Optional<Traits> traits() {
        return traits;
    }

    BuildArtifacts artifacts() {
        return artifacts;
    }

    /** Measures one scenario; after a failure, none. Gives what was measured. */
    Optional<MeasuredRun> run(Scenario scenario) throws InterruptedException {
        if (failure.isPresent()) {
            return Optional.empty();
        }
        try {
            MeasuredRun run = measured(scenario);
            runs.add(run);
            return Optional.of(run);
        } catch (ProblemException e) {
            failure = Optional.of(new Failure(scenario.word(), e.text(settings.notation())));
        } catch (UncheckedIOException e) {
            failure = Optional.of(new Failure(scenario.word(), e.getMessage() + ": " + e.getCause()));
        }
        return Optional.empty();
    }

    private MeasuredRun measured(Scenario scenario) throws InterruptedException {
        ScratchCopy here = change(scenario);
        Map<Path, Long> before = scenario == Scenario.FIRST ? here.files() : Map.of();
        Path output = folder.resolve(scenario.word() + ".log");
        String image = repository + ":" + scenario.word();
        artifacts.named(image);
        boolean fresh = scenario == Scenario.FIRST;
        long start = System.nanoTime();
        BuildResult result;
        try {
            result = builds.build(new ModuleBuild.Order(
                    strategy, here.root(), image, folder.resolve("cache"), settings.inRegistry(), fresh, output));
        } finally {
            artifacts.readLog(here.workFolder().resolve("docker").resolve("docker.log"));
        }
        double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        artifacts.made(result);
        if (fresh) {
            traits = Optional.of(traits(here, before));
        }
        Map<String, Double> split = split(seconds, result);
        List<ImageContents> earlier = runs.stream().map(MeasuredRun::image).toList();
        MeasuredRun run = new MeasuredRun(scenario, seconds, split, result.base(), contents(result), earlier);
        last = result;
        return run;
    }

    private ScratchCopy change(Scenario scenario) {
        if (copy == null) {
            copy = ScratchCopy.of(settings.project(), folder.resolve("project"), token);
            Tree.link(settings.folder().resolve(CompareRun.PREPARED), folder.resolve("cache"));
        }
        if (scenario == Scenario.CODE) {
            copy.changeCode(token);
        } else if (scenario == Scenario.DEPENDENCY) {
            copy.changeDependency();
        }
        return copy;
    }

    /** A build that found nothing to do leaves the result of the one before, whose times are not its own. */
    private Map<String, Double> split(double seconds, BuildResult result) {
        Map<String, Double> split = new TreeMap<>();
        if (!result.equals(last)) {
            split.putAll(result.phases());
        }
        double steps = split.values().stream().mapToDouble(Double::doubleValue).sum();
        split.put(ComparisonResult.MAVEN, Math.max(0, Math.round((seconds - steps) * 1e3) / 1e3));
        return split;
    }

    private ImageContents contents(BuildResult result) throws InterruptedException {
        List<String> names =
                result.layers().stream().map(BuildResult.LayerResult::name).toList();
        if (result.file().isPresent()) {
            return archives.read(Path.of(result.file().get()), names);
        }
        Path archive = folder.resolve("image.tar");
        try {
            store.save(result.image(), archive);
            return archives.read(archive, names);
        } finally {
            Tree.delete(archive);
        }
    }

    private Traits traits(ScratchCopy here, Map<Path, Long> before) {
        Map<Path, Long> left = new TreeMap<>(here.files());
        left.keySet().removeAll(before.keySet());
        Path docker = here.root().relativize(here.workFolder()).resolve("docker");
        List<String> generated = left.keySet().stream()
                .filter(file -> docker.equals(file.getParent()))
                .map(file -> String.valueOf(file.getFileName()))
                .filter(name -> name.contains("Dockerfile") || name.contains("ignore"))
                .toList();
        return new Traits(
                strategy.needsDocker(),
                !strategy.location().isContainer(),
                generated,
                artifacts.commands(),
                left.size(),
                left.values().stream().mapToLong(Long::longValue).sum());
    }
}
