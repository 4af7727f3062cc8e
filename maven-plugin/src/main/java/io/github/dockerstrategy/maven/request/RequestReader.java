package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.jlink.EmptyBaseImage;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.module.QuarkusModule;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.DockerOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Turns parameters into a request, and collects everything that is wrong with them on the way. */
public final class RequestReader {

    private static final List<String> MODES = List.of("exploded", "packaged");

    private final GoalContext goal;
    private final Module module;
    private final ContainerParameters container;
    private final ImageDefaults defaults;
    private final Problems problems;

    /**
     * @param problems gets everything that is wrong with the parameters
     */
    public RequestReader(GoalContext goal, Module module, Problems problems) {
        this.goal = goal;
        this.module = module;
        this.container = goal.parameters().container();
        this.defaults = new ImageDefaults(goal, module);
        this.problems = problems;
    }

    /** The request; {@code null} if parameters were too wrong to make one, which the problems tell. */
    @Nullable
    public BuildRequest read() {
        if (!MODES.contains(goal.parameters().containerizingMode())) {
            problems.add(Problem.of(
                    "unknown-mode",
                    "'" + goal.parameters().containerizingMode() + "' is not a containerizing mode.",
                    "<containerizingMode>",
                    Suggestion.among(goal.parameters().containerizingMode(), MODES)));
        }
        new ExtraFilesReader(goal).check(problems);
        new RegistriesReader(goal).check(problems);
        Path work = problems.collect(
                () -> ExecutionFolder.of(goal.project(), goal.execution().getExecutionId()));
        Output output = problems.collect(() -> Output.parse(
                goal.parameters().output() == null
                        ? defaults.output()
                        : goal.parameters().output(),
                "<output>"));
        ImageSpec image = image(output);
        Builder builder = problems.collect(
                () -> new BuilderReader(goal.parameters().builder(), module.basedir(), defaults::builderFrom).read());
        DependencyLayering split = problems.collect(defaults::split);
        ContainerPath appRoot = image == null ? null : problems.collect(() -> defaults.appRoot(image.from()));
        if (work == null || output == null || image == null || builder == null || split == null || appRoot == null) {
            return null;
        }
        return new BuildRequest(
                module.facts(work.resolve("layers")),
                builder,
                defaults.kind(),
                split,
                appRoot,
                image,
                Destination.below(work, output),
                docker(),
                work,
                defaults.modified());
    }

    private @Nullable ImageSpec image(@Nullable Output output) {
        ImageReference name = problems.collect(() -> name(output));
        List<String> tags = each(goal.parameters().tags(), "<tags><tag>", ImageReference::parseTag);
        List<ImageReference> repositories =
                each(goal.parameters().repositories(), "<repositories><repository>", ImageReference::parseRepository);
        String fromText = goal.parameters().from() == null
                ? defaults.from()
                : goal.parameters().from();
        BaseReference from = problems.collect(() -> BaseReference.parse(fromText, module.basedir(), "<from>"));
        List<Platform> platforms = each(goal.parameters().platforms(), "<platforms><platform>", Platform::parse);
        Instant created = problems.collect(defaults::created);
        if (container.filesModificationTime != null || container.creationTime != null) {
            problems.collect(defaults::modified);
        }
        if (from != null) {
            problems.collect(() -> defaults.launch(from));
            new ExtraFilesReader(goal).check(from, problems);
        }
        ContainerConfig config = from == null ? null : config(from);
        ManifestSpec manifest = problems.collect(() -> ManifestReader.read(goal, problems));
        if (name == null || from == null || created == null || config == null || manifest == null) {
            return null;
        }
        List<Platform> wanted = platforms.isEmpty() ? List.of(EmptyBaseImage.platform(from)) : platforms;
        return new ImageSpec(
                name,
                tags,
                repositories,
                from,
                wanted,
                config,
                goal.parameters().run(),
                created,
                manifest);
    }

    private ImageReference name(@Nullable Output output) {
        if (goal.parameters().image() == null && output == Output.REGISTRY) {
            throw new ProblemException(Problem.of(
                    "missing-image",
                    "The name of an image to push needs a registry.",
                    "<image>, -Dimage",
                    "for example -Dimage=registry.example.com/team/" + defaults.image()));
        }
        return ImageReference.parseTarget(
                goal.parameters().image() == null
                        ? defaults.image()
                        : goal.parameters().image(),
                "<image>, -Dimage");
    }

    private @Nullable ContainerConfig config(BaseReference from) {
        TreeSet<Port> ports = new TreeSet<>();
        each(container.ports, "<container><ports><port>", Port::parse).forEach(ports::addAll);
        TreeSet<ContainerPath> volumes =
                new TreeSet<>(each(container.volumes, "<container><volumes><volume>", ContainerValues::volume));
        Optional<ContainerPath> directory = Optional.ofNullable(container.workingDirectory)
                .map(text -> problems.collect(() -> ContainerPath.parse(text, "<container><workingDirectory>")))
                .or(() -> EmptyBaseImage.workingDirectory(from));
        Optional<HealthCheck> healthCheck = Optional.ofNullable(container.healthCheck)
                .map(check -> problems.collect(() -> HealthChecks.read(check)));
        ContainerValues values = new ContainerValues(container, problems);
        // Layers have nothing of these in them, and a build in a container does not have all properties of this
        // machine.
        if (goal.dependsOnStrategy()) {
            values.checkReferences();
        }
        Optional<List<String>> entrypoint =
                problems.collect(() -> new ShellInBaseImage(goal).checked(from, entrypoint(from), healthCheck));
        Optional<List<String>> args = problems.collect(() -> new InheritedEntrypoint(container).args());
        if (entrypoint == null || args == null) {
            return null;
        }
        return new ContainerConfig(
                entrypoint,
                args,
                values.environment(EmptyBaseImage.environment(from)),
                ports,
                values.labels(new PomLabels(goal.project()).all()),
                volumes,
                values.user(() -> defaults.user(from)),
                directory,
                healthCheck);
    }

    private Optional<List<String>> entrypoint(BaseReference from) {
        boolean inherited = new InheritedEntrypoint(container).isWanted();
        if (!inherited && container.entrypoint != null && !container.entrypoint.isEmpty()) {
            new JavaInBaseImage(goal).check(from, Optional.of(container.entrypoint));
            return Optional.of(container.entrypoint);
        }
        if (inherited || !defaults.isLaunched()) {
            if (from.isEmpty() && !defaults.hasOwnDockerfile()) {
                throw new ProblemException(Problem.of(
                        "missing-entrypoint",
                        "The image has no entrypoint: '" + from + "' defines none.",
                        "<container><entrypoint>",
                        "write the program and its arguments: <entrypoint><arg>/app</arg></entrypoint>"));
            }
            return Optional.empty();
        }
        new QuarkusModule(goal).check();
        new JavaInBaseImage(goal).check(from, Optional.empty());
        Launch launch = defaults.launch(from);
        launch.check(Objects.requireNonNullElse(container.mainClass, ""));
        return Optional.of(launch.entrypoint());
    }

    private DockerOptions docker() {
        DockerParameters docker = goal.parameters().docker();
        Path basedir = module.basedir();
        return new DockerOptions(
                docker.executable == null ? "docker" : docker.executable,
                docker.environment,
                docker.buildArgs,
                docker.cacheFrom,
                docker.cacheTo,
                Optional.ofNullable(docker.network),
                Optional.ofNullable(docker.builder),
                docker.ssh,
                docker.additionalArgs,
                new DockerOptions.OwnDockerfile(
                        basedir.resolve(docker.dockerfile == null ? "Dockerfile" : docker.dockerfile),
                        basedir.resolve(docker.context == null ? "" : docker.context)
                                .normalize(),
                        Optional.ofNullable(docker.target)));
    }

    private <T> List<T> each(List<String> texts, String where, BiFunction<String, String, T> parse) {
        List<T> values = new java.util.ArrayList<>();
        for (String text : texts) {
            T value = problems.collect(() -> parse.apply(text.strip(), where));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }
}
