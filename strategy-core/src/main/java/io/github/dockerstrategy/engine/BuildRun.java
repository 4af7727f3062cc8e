package io.github.dockerstrategy.engine;

import static java.util.Objects.requireNonNull;

import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import io.github.dockerstrategy.strategy.Step.ApplicationStep;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.FileStep;
import io.github.dockerstrategy.strategy.Step.ImageStep;
import io.github.dockerstrategy.strategy.Step.LayoutStep;
import io.github.dockerstrategy.strategy.Step.PushWithDocker;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executes one plan: checks what can be checked, then executes step after step. */
public final class BuildRun {

    private final BuildRequest request;
    private final DockerOnDemand docker;
    private final AssemblyEngine assembly;
    private final BuildLog log;
    private final ApplicationSteps application;
    private final LayoutSteps layouts;
    private final FileSteps files;
    private final ImageSteps images;
    private final StepTimes times = new StepTimes();
    private @Nullable Layout layout;
    private @Nullable BuiltImage built;

    public BuildRun(
            BuildRequest request, Programs programs, LayoutSource source, AssemblyEngine assembly, BuildLog log) {
        this.request = request;
        this.docker = new DockerOnDemand(request, programs, log);
        this.assembly = assembly;
        this.log = log;
        this.application = new ApplicationSteps(programs, docker, log);
        this.layouts = new LayoutSteps(source);
        this.files = new FileSteps(request, this::layout, log);
        this.images = new ImageSteps(request, assembly, docker, this::layout, log);
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
            deleteEarlierContexts();
            executeSteps(plan);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), e);
        } finally {
            if (plan.needsDocker()) {
                deleteHiddenProperties();
            }
        }
        evictLinkedRuntimes(plan);
        Optional<BuildResult> result = Optional.ofNullable(built).map(image -> result(plan, image));
        if (!images.isUpToDate()) {
            List<String> ports = request.image().config().ports().stream()
                    .map(Port::toString)
                    .toList();
            result.map(made -> made.summary(ports)).ifPresent(log::builtImage);
        }
        return result;
    }

    /** Whatever can fail before work is done fails here. */
    private void check(BuildPlan plan) throws InterruptedException {
        for (Step step : plan.steps()) {
            if (step instanceof ImageStep image) {
                images.check(image);
            }
        }
        if (plan.needsDocker()) {
            docker.get().check(plan.steps());
        }
    }

    /** A context contains what this plan puts there, and nothing of an earlier one. */
    private void deleteEarlierContexts() {
        // Of a build that was killed; the goal that writes a context leaves it to the script that needs it.
        deleteHiddenProperties();
        new Folder(request.contextFolder()).delete();
        new Folder(request.builderContextFolder()).delete();
    }

    private void deleteHiddenProperties() {
        new Folder(request.hiddenProperties()).delete();
    }

    private void executeSteps(BuildPlan plan) throws InterruptedException {
        int number = 0;
        for (Step step : plan.steps()) {
            log.runningStep(++number, plan.steps().size(), step.title());
            execute(step);
            if (step instanceof BuildWithDocker build && build.isPushedAfterwards(request.docker())) {
                execute(new PushWithDocker(build.image(), requireNonNull(built).imageId()));
            }
        }
    }

    private void execute(Step step) throws InterruptedException {
        long start = System.nanoTime();
        if (step instanceof ApplicationStep build) {
            application.execute(build);
        } else if (step instanceof LayoutStep layOut) {
            layout = layouts.execute(layOut);
        } else if (step instanceof FileStep write) {
            files.execute(write);
        } else if (step instanceof ImageStep image) {
            built = images.execute(image);
        }
        times.add(step, start);
    }

    /** The assembly of an image evicts what the cache has too much of; a docker build may have linked a runtime, too. */
    private void evictLinkedRuntimes(BuildPlan plan) {
        boolean assemblesHere = plan.steps().stream().anyMatch(AssembleImage.class::isInstance);
        if (request.image().from() instanceof BaseReference.Jlink && !assemblesHere) {
            assembly.evictCaches();
        }
    }

    private Layout layout() {
        if (layout == null) {
            throw new IllegalStateException("the plan uses layers before it has any");
        }
        return layout;
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
                times.seconds(),
                times.phases(),
                image.pushed(),
                Optional.empty());
    }
}
