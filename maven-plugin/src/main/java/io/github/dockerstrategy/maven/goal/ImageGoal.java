package io.github.dockerstrategy.maven.goal;

import io.github.dockerstrategy.engine.BuildRun;
import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.Bytes;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.layout.ModuleLayout;
import io.github.dockerstrategy.maven.log.MavenLogSink;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.maven.log.Terminal;
import io.github.dockerstrategy.maven.module.LibraryModule;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.maven.parameters.ImageParameters;
import io.github.dockerstrategy.maven.parameters.ParametersReader;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.maven.request.RegistriesReader;
import io.github.dockerstrategy.maven.request.RequestReader;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.recommend.Recommendation;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import io.github.dockerstrategy.recommend.Situation;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Feature;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The image that a goal was asked for: its parameters, read and checked, and what is needed to build it. */
public final class ImageGoal {

    private static final String CACHE_SIZE = "<cacheSize>";

    private final BuildLog log;
    private final Problems problems;
    private GoalContext context;
    private Optional<String> reason = Optional.empty();

    private ImageGoal(GoalContext context, Problems problems) {
        this.context = context;
        this.problems = problems;
        this.log = new ConsoleBuildLog(
                new MavenLogSink(context.log(), Terminal.isWatched(context.session())), MavenNotation.INSTANCE);
    }

    /** The goal whose form Maven has filled in. */
    public static ImageGoal of(AbstractImageMojo form) {
        Problems problems = new Problems();
        return new ImageGoal(new ParametersReader(form, problems).read(), problems);
    }

    /** Its parameters, with the strategy that was chosen by {@link #request}. */
    public GoalContext context() {
        return context;
    }

    public BuildLog log() {
        return log;
    }

    /** Says so in one line, where there is something to say. */
    public boolean isSkipped() {
        MavenProject project = context.project();
        ImageParameters parameters = context.parameters();
        if (parameters.stageOnly() != null) {
            String module = project.getGroupId() + ":" + project.getArtifactId();
            return !context.kind().stages() || !parameters.stageOnly().equals(module);
        }
        if (parameters.skip()) {
            log.skipped("docker-strategy.skip is set");
            return true;
        }
        if (context.kind() == GoalKind.DOCKERFILE) {
            return false;
        }
        if (project.getPackaging().equals("pom") && parameters.builder().artifact == null) {
            log.skipped("a module of packaging 'pom' has no application to put into an image");
            return true;
        }
        if (new Reactor(context).leavesThisOneOut()) {
            log.skipped("other modules of this build configure an image, and this one does not");
            return true;
        }
        if (new LibraryModule(context).isBesideAnApplication()) {
            log.skipped("this module has no main class, and another module of this build has one");
            return true;
        }
        return false;
    }

    /**
     * Reads all parameters.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException with everything that is wrong with them
     */
    public BuildRequest request() {
        if (context.strategy().equals(Strategies.AUTO)) {
            chooseStrategy();
        }
        @Nullable Strategy strategy = problems.collect(this::strategy);
        @Nullable BuildRequest request = reader(context).read();
        if (strategy != null && request != null && context.dependsOnStrategy()) {
            Feature.refuse(request, strategy, context.strategies(), problems);
        }
        problems.collect(() -> Bytes.parse(context.parameters().cacheSize(), CACHE_SIZE));
        problems.throwIfAny();
        warnOfSecrets();
        return Objects.requireNonNull(request);
    }

    private RequestReader reader(GoalContext of) {
        return new RequestReader(of, new Module(of), problems);
    }

    /** Why this strategy, where it was chosen automatically. */
    public Optional<String> reason() {
        return reason;
    }

    /** The folder for generated files to keep, if one is set. */
    public Optional<Path> keptFolder() {
        return context.parameters().keptFolder(context.project());
    }

    /** What is to be known of all strategies, for an image that may not have chosen yet. */
    public Situation situation() {
        @Nullable
        BuildRequest request = reader(context.withStrategy(Strategies.DEFAULT)).read();
        problems.throwIfAny();
        try {
            return new MachineProbe(new HostPrograms()).around(Objects.requireNonNull(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), e);
        }
    }

    /** Layers are the same with every strategy. */
    private void chooseStrategy() {
        if (!context.dependsOnStrategy()) {
            context = context.withStrategy(Strategies.DEFAULT);
            return;
        }
        Choice choice = Recommendation.of(situation(), context.strategies()).chosen();
        context = context.withStrategy(choice.strategy());
        reason = Optional.of(choice.line());
        log.choseStrategy(choice.strategy(), choice.reason(), choice.rule());
    }

    private void warnOfSecrets() {
        List<String> kept = new Module(context).isBuilt() ? List.of() : new ChildMaven(context).secretsKept();
        if (!kept.isEmpty()) {
            log.omittedSecrets(kept, "mvn package docker-strategy:build");
        }
    }

    public Strategy strategy() {
        return context.strategies().named(context.strategy());
    }

    /** A build of this image, ready to carry out a plan. */
    public BuildRun run(BuildRequest request) {
        AssemblySettings settings = new AssemblySettings(
                new RegistriesReader(context).registries(),
                cache(),
                Bytes.parse(context.parameters().cacheSize(), CACHE_SIZE),
                context.session().isOffline(),
                context.parameters().force(),
                context.execution().getVersion(),
                request.docker().executable(),
                request.docker().environment());
        return new BuildRun(request, new HostPrograms(), layout(request), new AssemblyEngine(settings, log), log);
    }

    /** Where the layers of the built module come from. */
    public ModuleLayout layout(BuildRequest request) {
        return new ModuleLayout(context, request, cache(), log);
    }

    /** The cache folder. */
    public Path cache() {
        return context.cacheFolder();
    }
}
