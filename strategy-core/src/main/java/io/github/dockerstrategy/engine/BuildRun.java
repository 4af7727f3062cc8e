package io.github.dockerstrategy.engine;

import static java.util.Objects.requireNonNull;

import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.UpToDateCheck;
import io.github.dockerstrategy.engine.docker.DockerEngine;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.ExpectedLayers;
import io.github.dockerstrategy.layout.LayerArchives;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LayoutIndex;
import io.github.dockerstrategy.layout.MaterializedFiles;
import io.github.dockerstrategy.layout.StagedLayers;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.project.ContextRules;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One plan being carried out: checks what can be checked, then takes step after step. */
public final class BuildRun {

    private static final int LINES_QUOTED = 15;

    private final BuildRequest request;
    private final Programs programs;
    private final LayoutSource source;
    private final AssemblyEngine jib;
    private final BuildLog log;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Double> phases = new LinkedHashMap<>();
    private @Nullable DockerEngine docker;
    private @Nullable BaseReference base;
    private @Nullable Layout layout;
    private @Nullable BuiltImage assembled;
    private boolean isUpToDate;

    public BuildRun(BuildRequest request, Programs programs, LayoutSource source, AssemblyEngine jib, BuildLog log) {
        this.request = request;
        this.programs = programs;
        this.source = source;
        this.jib = jib;
        this.log = log;
    }

    /**
     * Executes {@code plan}.
     *
     * @return what was built; empty for a plan that assembles no image
     * @throws ProblemException if a step fails; nothing half-written is left
     */
    public Optional<BuildResult> execute(BuildPlan plan) {
        try {
            check(plan);
            // Of a run that was killed; the goal that writes a context leaves it to the script that needs it.
            deleteHiddenProperties();
            // A context holds what this plan puts there, and nothing of an earlier one's.
            new Folder(request.contextFolder()).delete();
            new Folder(request.builderContextFolder()).delete();
            int number = 0;
            for (Step step : plan.steps()) {
                log.runningStep(++number, plan.steps().size(), step.title());
                time(step);
                if (step instanceof Step.BuildWithDocker build && build.isPushedAfterwards()) {
                    time(new Step.PushWithDocker(
                            build.image(), requireNonNull(assembled).imageId()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), e);
        } finally {
            if (plan.needsDocker()) {
                deleteHiddenProperties();
            }
        }
        boolean linkedForDocker = request.image().from() instanceof BaseReference.Jlink
                && plan.steps().stream().noneMatch(Step.AssembleImage.class::isInstance);
        if (linkedForDocker) {
            jib.tidyUp();
        }
        Optional<BuildResult> result = Optional.ofNullable(assembled).map(image -> result(plan, image));
        if (!isUpToDate) {
            result.map(BuildResult::summary).ifPresent(log::builtImage);
        }
        return result;
    }

    private void deleteHiddenProperties() {
        new Folder(request.hiddenProperties()).delete();
    }

    /** Everything that can fail before work is done, fails here. */
    private void check(BuildPlan plan) throws InterruptedException {
        for (Step step : plan.steps()) {
            boolean pushes = step instanceof Step.PushWithDocker
                    || (step instanceof Step.BuildWithDocker build && build.to().output() == Output.REGISTRY);
            if (pushes) {
                jib.checkNetwork(request.image().name());
            }
            if (step instanceof Step.AssembleImage assemble) {
                if (assemble.to().output() == Output.DAEMON
                        || assemble.image().from() instanceof BaseReference.Daemon) {
                    docker().find();
                }
                base = jib.check(
                        assemble.image(), assemble.to(), request.project().javaRelease());
            }
        }
        if (plan.needsDocker()) {
            docker().check(plan.steps());
        }
    }

    private void time(Step step) throws InterruptedException {
        long start = System.nanoTime();
        execute(step);
        double taken = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
        seconds.merge(step.title(), taken, Double::sum);
        phases.merge(step.phase().key(), taken, Double::sum);
    }

    private void execute(Step step) throws InterruptedException {
        if (step instanceof Step.HostCommand host) {
            run(host);
        } else if (step instanceof Step.LayOut layOut) {
            layout = source.layOut(layOut.artifact());
        } else if (step instanceof Step.LayOutExtras) {
            layout = source.layOutExtras();
        } else if (step instanceof Step.LoadLayers load) {
            layout = new LayoutIndex(load.index()).readUntrusted();
        } else if (step instanceof Step.LoadBuiltLayers load) {
            layout = new LayoutIndex(load.index()).read();
        } else if (step instanceof Step.AssembleImage assemble) {
            assembled = assemble(assemble);
        } else if (step instanceof Step.ExtractFromBuilder extract) {
            new Folder(extract.into()).delete();
            docker().extract(extract);
        } else if (step instanceof Step.BuildWithDocker build) {
            assembled = docker().build(build);
        } else if (step instanceof Step.PushWithDocker push) {
            assembled = docker().push(push);
        } else {
            write(step);
        }
    }

    private BuiltImage assemble(Step.AssembleImage step) {
        BaseReference from = base == null ? step.image().from() : base;
        UpToDateCheck earlier = jib.earlier(step, from, layers(), request.workFolder());
        Optional<BuiltImage> before = earlier.result();
        if (before.isPresent()) {
            log.upToDate(target(step), digest(before.get()));
            isUpToDate = true;
            if (Files.notExists(request.builtLayers())) {
                keepForPush(before.get());
            }
            return before.get();
        }
        BuiltImage made = jib.assemble(step, from, layers(), request.workFolder(), earlier);
        keepForPush(made);
        earlier.remember(made);
        return made;
    }

    private static String digest(BuiltImage image) {
        return image.imageDigest().isEmpty() ? image.imageId() : image.imageDigest();
    }

    /** Where an image is: a registry has it under its name. */
    private static String target(Step.AssembleImage step) {
        return step.to().output() == Output.REGISTRY
                ? step.image().names().get(0).toString()
                : step.to().text();
    }

    /** What is not in a registry yet may have to be brought there later, when the files may have changed. */
    private void keepForPush(BuiltImage made) {
        if (!made.pushed()) {
            new LayoutIndex(request.builtLayers()).write(materials().of(layers()));
        }
    }

    private void write(Step step) {
        if (step instanceof Step.StageLayers stage) {
            new StagedLayers(stage.into()).write(layers(), materials(), expected(stage.names(), request.appRoot()));
        } else if (step instanceof Step.WriteFile file) {
            new Folder(file.file().toAbsolutePath().resolveSibling("")).write(file.file(), file.text());
        } else if (step instanceof Step.GatherSources gather) {
            new Folder(gather.context()).clear();
            List<String> omitted = gather.sources().linkInto(gather.context());
            if (!omitted.isEmpty()) {
                log.omittedFromContext(omitted);
            }
        } else if (step instanceof Step.GatherFiles gather) {
            new Folder(gather.into())
                    .gather(gather.root(), gather.files(), new ContextRules(gather.root(), gather.ignoreFiles()));
        } else if (step instanceof Step.WriteUserProperties properties) {
            if (!properties.properties().leftOut().isEmpty()) {
                log.omittedProperties(properties.properties().leftOut(), "builder.properties");
            }
            new PropertyFiles(properties).write();
        } else if (step instanceof Step.ArchiveLayers archive) {
            Layout expected = expected(archive.names(), archive.appRoot()).of(layers());
            new Folder(archive.into()).clear();
            new LayerArchives(archive.into(), request.scratchFolder().resolve("archives")).write(expected, materials());
        }
    }

    private ExpectedLayers expected(List<String> names, ContainerPath appRoot) {
        return new ExpectedLayers(
                names,
                request.kind() == ApplicationKind.ARTIFACT ? ContainerPath.ROOT : appRoot,
                layers().modified().orElse(request.image().created()));
    }

    /** Not made before it is needed: its classes take their time to load. */
    private DockerEngine docker() {
        DockerEngine known = docker;
        if (known == null) {
            known = new DockerEngine(request.docker(), request.workFolder(), programs, log);
            docker = known;
        }
        return known;
    }

    private MaterializedFiles materials() {
        return new MaterializedFiles(request.scratchFolder());
    }

    private Layout layers() {
        if (layout == null) {
            throw new IllegalStateException("the plan uses layers before it has any");
        }
        return layout;
    }

    private void run(Step.HostCommand host) throws InterruptedException {
        log.runningCommand(host.command().line());
        ProcessResult outcome = programs.run(host.command(), log::programOutput);
        if (!outcome.succeeded()) {
            throw new ProblemException(Problem.of(
                    "host-command-failed",
                    "The command ended with exit code " + outcome.exitCode() + ":\n    "
                            + String.join("\n    ", outcome.lastLines(LINES_QUOTED)),
                    "$ " + host.command().line(),
                    "run it by hand in " + host.command().directory() + " to see more"));
        }
    }

    private BuildResult result(BuildPlan plan, BuiltImage image) {
        return new BuildResult(
                plan.strategy().name(),
                request.image()
                        .name()
                        .withTag(request.image().name().tagOrLatest())
                        .toString(),
                request.image().allTags(),
                plan.strategy().location().usesDescription() ? image.base() : "",
                image.imageId(),
                image.imageDigest(),
                image.layers(),
                image.size(),
                request.to().output().word(),
                request.to().file().map(Object::toString),
                request.image().platforms().stream().map(Object::toString).toList(),
                seconds,
                phases,
                image.pushed(),
                Optional.empty());
    }
}
