package io.github.dockerstrategy.maven.goal;

import io.github.dockerstrategy.engine.BuildRun;
import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.Bytes;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.config.EmptyElements;
import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.maven.config.UnknownElements;
import io.github.dockerstrategy.maven.config.UnsetElements;
import io.github.dockerstrategy.maven.layout.ModuleLayout;
import io.github.dockerstrategy.maven.log.MavenLogSink;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.maven.log.Terminal;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.parameters.TypedProperties;
import io.github.dockerstrategy.maven.parameters.UserCacheFolder;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.maven.request.RegistriesReader;
import io.github.dockerstrategy.maven.request.RequestReader;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.project.TextFile;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.recommend.Recommendation;
import io.github.dockerstrategy.recommend.Recommendation.Choice;
import io.github.dockerstrategy.recommend.Situation;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Feature;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/** The image that a goal was asked for: its parameters, read and checked, and what is needed to build it. */
public final class ImageGoal {

    private static final String CACHE_SIZE = "<cacheSize>";

    /** The first release whose launcher reads them; before, the entrypoint has the main class in it. */
    private static final int ARGUMENT_FILES = 9;

    private final AbstractImageMojo mojo;
    private final BuildLog log;
    private final Problems problems = new Problems();
    private Optional<String> reason = Optional.empty();

    public ImageGoal(AbstractImageMojo mojo) {
        this.mojo = mojo;
        this.log = new ConsoleBuildLog(
                new MavenLogSink(mojo.getLog(), Terminal.isWatched(mojo.session)), MavenNotation.INSTANCE);
        UnknownElements elements = new UnknownElements(mojo.project, mojo.mojoExecution, mojo.getClass());
        elements.refuse(problems);
        if (mojo.dependsOnStrategy()) {
            new UnsetElements(
                            new PluginParameterExpressionEvaluator(mojo.session, mojo.mojoExecution),
                            mojo.session.getUserProperties())
                    .refuse(elements.configurations(), problems);
        }
        overlay();
        new EmptyElements(defaults()).settle(mojo, AbstractImageMojo.class);
    }

    public BuildLog log() {
        return log;
    }

    /** Says so in one line, where there is something to say. */
    public boolean isSkipped() {
        String module = mojo.project.getGroupId() + ":" + mojo.project.getArtifactId();
        if (mojo.stageOnly != null) {
            return !mojo.stages() || !mojo.stageOnly.equals(module);
        }
        if (mojo.skip) {
            log.skipped("docker-strategy.skip is set");
            return true;
        }
        if (mojo.project.getPackaging().equals("pom") && (mojo.builder == null || mojo.builder.artifact == null)) {
            log.skipped("a module of packaging 'pom' has no application to put into an image");
            return true;
        }
        if (new Reactor(mojo).leavesThisOneOut()) {
            log.skipped("other modules of this build configure an image, and this one does not");
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
        chooseStrategy();
        Strategy strategy = problems.collect(() -> mojo.strategies.named(mojo.strategy));
        BuildRequest request = new RequestReader(mojo, new Module(mojo), problems).read();
        if (strategy != null && request != null && mojo.dependsOnStrategy()) {
            Feature.refuse(request, strategy, mojo.strategies, problems);
        }
        problems.collect(() -> Bytes.parse(mojo.cacheSize, CACHE_SIZE));
        problems.throwIfAny();
        warnOfSecrets();
        return java.util.Objects.requireNonNull(request);
    }

    /** Why this strategy, where it was chosen automatically. */
    public Optional<String> reason() {
        return reason;
    }

    /** What is to be known of all strategies, for an image that may not have chosen yet. */
    public Situation situation() {
        mojo.strategy = Strategies.DEFAULT;
        ContainerParameters container = AbstractImageMojo.orElse(mojo.container, new ContainerParameters());
        @Nullable String mainClass = container.mainClass;
        if (mainClass == null && new Module(mojo).javaRelease() < ARGUMENT_FILES) {
            // Not to be known before anything is compiled, and no strategy depends on it.
            container.mainClass = "Main";
        }
        mojo.container = container;
        BuildRequest request = new RequestReader(mojo, new Module(mojo), problems).read();
        container.mainClass = mainClass;
        problems.throwIfAny();
        try {
            return new MachineProbe(new HostPrograms()).around(java.util.Objects.requireNonNull(request));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), e);
        }
    }

    private void chooseStrategy() {
        if (!mojo.strategy.equals(Strategies.AUTO)) {
            return;
        }
        mojo.strategy = Strategies.DEFAULT;
        if (!mojo.dependsOnStrategy()) {
            return; // layers are the same with every strategy
        }
        Choice choice = Recommendation.of(situation(), mojo.strategies).chosen();
        mojo.strategy = choice.strategy();
        reason = Optional.of(choice.line());
        log.choseStrategy(choice.strategy(), choice.reason(), choice.rule());
    }

    private void warnOfSecrets() {
        List<String> kept = new Module(mojo).isBuilt() ? List.of() : new ChildMaven(mojo).secretsKept();
        if (!kept.isEmpty()) {
            log.omittedSecrets(kept, "mvn package docker-strategy:build");
        }
    }

    public Strategy strategy() {
        return mojo.strategies.named(mojo.strategy);
    }

    /** A build of this image, ready to carry out a plan. */
    public BuildRun run(BuildRequest request) {
        AssemblySettings settings = new AssemblySettings(
                new RegistriesReader(mojo).registries(),
                cache(),
                Bytes.parse(mojo.cacheSize, CACHE_SIZE),
                mojo.session.isOffline(),
                mojo.force,
                mojo.mojoExecution.getVersion(),
                request.docker().executable(),
                request.docker().environment());
        return new BuildRun(request, new HostPrograms(), layout(request), new AssemblyEngine(settings, log), log);
    }

    /** Where the layers of the built module come from. */
    public ModuleLayout layout(BuildRequest request) {
        return new ModuleLayout(mojo, request, cache(), log);
    }

    public Path cache() {
        return UserCacheFolder.of(mojo);
    }

    private void overlay() {
        Properties typed = typed();
        Overlay overlay = new Overlay(typed, mojo.project.getProperties(), problems);
        overlay.apply(mojo, AbstractImageMojo.class);
        overlay.refuseUnknown(otherProperties());
        @Nullable String image = typed.getProperty("image");
        if (image != null) {
            mojo.image = image;
        }
    }

    /** What was typed; where only a module is staged in a container, also what was typed for the build of the image. */
    private Properties typed() {
        Properties typed = new Properties();
        typed.putAll(TypedProperties.of(mojo.session.getUserProperties(), System.getenv())
                .typed());
        @Nullable String root = mojo.session.getExecutionRootDirectory();
        if (mojo.stageOnly != null && root != null) {
            Path file = Path.of(root, ".mvn", UserProperties.FILE);
            typed.putAll(new TextFile(file).properties());
        }
        return typed;
    }

    /** Those of goals that are not about one image, and the one that POMs like to keep our version in. */
    private Set<String> otherProperties() {
        Set<String> others = new TreeSet<>(Set.of(Overlay.PREFIX + "version"));
        for (MojoDescriptor goal :
                mojo.mojoExecution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            for (PlexusConfiguration parameter : goal.getMojoConfiguration().getChildren()) {
                String expression = parameter.getValue("");
                if (expression.startsWith("${" + Overlay.PREFIX)) {
                    others.add(expression.substring(2, expression.length() - 1));
                }
            }
        }
        return others;
    }

    /** What the parameters of the goal are where nothing is said. */
    private Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (PlexusConfiguration parameter :
                mojo.mojoExecution.getMojoDescriptor().getMojoConfiguration().getChildren()) {
            @Nullable String value = parameter.getAttribute("default-value");
            if (value != null && !value.startsWith("${")) {
                defaults.put(parameter.getName(), value);
            }
        }
        return defaults;
    }
}
