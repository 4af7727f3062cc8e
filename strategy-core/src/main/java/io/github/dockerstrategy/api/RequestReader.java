package io.github.dockerstrategy.api;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static java.util.Objects.requireNonNull;

import io.github.dockerstrategy.image.BaseImages;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerUser;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.jlink.EmptyBaseImage;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Builder.DependencyCache;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Feature;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the description of an image into values, and collects everything that is wrong with it. */
final class RequestReader {

    private final JavaImage image;
    private final DescribedApplication described;
    private final Problems problems = new Problems();

    RequestReader(JavaImage image) {
        this.image = image;
        this.described = new DescribedApplication(image.classes, image.dependencies, image.mainClass);
    }

    /** An image that can be built. */
    record Reading(Strategy strategy, BuildRequest request, Application.Exploded application, Launch launch) {}

    /** @throws ProblemException with everything that is wrong with the description */
    Reading read() {
        Strategy strategy = problems.collect(this::strategy);
        Output output = strategy == null ? null : problems.collect(() -> output(strategy));
        BaseReference from = problems.collect(this::from);
        Application.Exploded application = problems.collect(described::read);
        if (strategy == null || output == null || from == null || application == null) {
            problems.throwIfAny();
            throw new IllegalStateException("no value and no problem");
        }
        Launch launch =
                new Launch(Launch.APP_ROOT, image.jvmFlags, Launch.readsArgumentFile(described.javaRelease(), from));
        ImageSpec spec = spec(from, config(from, launch, application.mainClass()));
        problems.throwIfAny();
        BuildRequest request = request(requireNonNull(spec), output);
        Feature.refuse(request, strategy, Strategies.builtIn(), problems);
        problems.throwIfAny();
        return new Reading(strategy, request, application, launch);
    }

    private Strategy strategy() {
        Strategies all = Strategies.builtIn();
        Strategy strategy = all.named(image.strategy.orElse(Strategies.DEFAULT));
        if (strategy.location() != BuildLocation.HOST) {
            throw new ProblemException(Problem.of(
                    "unsupported-by-library",
                    "The strategy '" + strategy.name() + "' compiles the application in a container, which this library"
                            + " cannot set up without a build tool.",
                    parameter("strategy"),
                    "use the Maven plugin, or a strategy that takes compiled classes: "
                            + String.join(", ", all.names(other -> other.location() == BuildLocation.HOST))));
        }
        return strategy;
    }

    private Output output(Strategy strategy) {
        return image.output
                .map(word -> Output.parse(word, parameter("output")))
                .orElse(strategy.assembler().defaultOutput());
    }

    private BaseReference from() {
        String text = image.from.orElseGet(() -> BaseImages.runtime(described.javaRelease()));
        BaseReference from = BaseReference.parse(text, Path.of(""), parameter("from"));
        if (from instanceof BaseReference.Scratch) {
            throw new ProblemException(Problem.of(
                    "no-java-in-base",
                    "The image starts 'java', and the base image '" + from + "' has none.",
                    parameter("from"),
                    "use jlink, or a base image with a Java runtime"));
        }
        return from;
    }

    /** Empty if anything in it is wrong. */
    private @Nullable ImageSpec spec(BaseReference from, ContainerConfig config) {
        ImageReference name = problems.collect(() -> ImageReference.parseTarget(image.name, parameter("name")));
        Platform platform = problems.collect(() -> image.platform
                .map(text -> Platform.parse(text, parameter("platform")))
                .orElseGet(() -> EmptyBaseImage.platform(from)));
        return name == null || platform == null
                ? null
                : new ImageSpec(
                        name,
                        List.of(),
                        from,
                        List.of(platform),
                        config,
                        List.of(),
                        ImageSpec.REPRODUCIBLE_TIME,
                        ManifestSpec.DEFAULT);
    }

    private ContainerConfig config(BaseReference from, Launch launch, String mainClass) {
        Map<String, String> environment = new LinkedHashMap<>(EmptyBaseImage.environment(from));
        environment.putAll(image.environment);
        TreeSet<Port> ports = new TreeSet<>();
        image.ports.forEach(text -> {
            List<Port> parsed = problems.collect(() -> Port.parse(text, parameter("port")));
            ports.addAll(parsed == null ? List.of() : parsed);
        });
        String user = problems.collect(
                () -> ContainerUser.parse(image.user.orElse(ContainerUser.NON_ROOT), parameter("user")));
        problems.collect(() -> {
            launch.check(mainClass);
            return mainClass;
        });
        return new ContainerConfig(
                Optional.of(launch.entrypoint()),
                Optional.empty(),
                environment,
                ports,
                image.labels,
                new TreeSet<>(),
                Optional.ofNullable(user),
                EmptyBaseImage.workingDirectory(from),
                Optional.empty());
    }

    private BuildRequest request(ImageSpec spec, Output output) {
        Path folder = image.folder.toAbsolutePath().normalize();
        ProjectFacts facts = new ProjectFacts(
                new Coordinates("", spec.name().repository(), spec.name().tagOrLatest()),
                "jar",
                folder,
                folder,
                described.javaRelease(),
                true,
                () -> {
                    throw neverCompiled();
                },
                () -> {
                    throw neverCompiled();
                });
        return new BuildRequest(
                facts,
                new Builder("", List.of(), Optional.empty(), Optional.empty(), DependencyCache.NONE, Map.of()),
                ApplicationKind.EXPLODED,
                DependencyLayering.DEFAULT,
                Launch.APP_ROOT,
                spec,
                Destination.below(folder, output),
                docker(folder),
                folder,
                ImageSpec.REPRODUCIBLE_TIME);
    }

    private static IllegalStateException neverCompiled() {
        return new IllegalStateException("the application is compiled already");
    }

    private DockerOptions docker(Path folder) {
        return new DockerOptions(
                image.docker,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new DockerOptions.OwnDockerfile(folder.resolve("Dockerfile"), folder, Optional.empty()));
    }
}
