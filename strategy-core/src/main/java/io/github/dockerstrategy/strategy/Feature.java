package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The capability table: what an image may ask for, and which strategies can give it. Refusals, the documentation's table and the
 * automatic choice are all made from it.
 */
public enum Feature {
    RUN(
            "<run>",
            "commands in the runtime image",
            request -> !request.image().run().isEmpty(),
            Names.GENERATED),
    HEALTH_CHECK(
            "<container><healthCheck>",
            "a health check",
            request -> request.image().config().healthCheck().isPresent(),
            Names.GENERATED),
    SEVERAL_PLATFORMS(
            "<platforms>",
            "an image for several platforms",
            request -> request.image().platforms().size() > 1,
            Names.ALL),
    BASE_ARCHIVE(
            "<from>tar://…</from>",
            "a base image from an archive",
            request -> request.image().from() instanceof BaseReference.Tar,
            Names.JIB),
    JLINK(
            "<from>jlink</from>",
            "a linked runtime instead of a base image",
            request -> request.image().from() instanceof BaseReference.Jlink,
            Names.DESCRIBED),
    BUILDER_SECRETS(
            "<builder><settings>, <builder><secrets>",
            "secrets for a container build",
            request -> !request.builder().secrets().isEmpty(),
            Names.CONTAINER,
            Names.BUILT_HERE),
    DOCKER_OPTIONS(
            "<docker> buildArgs, cacheFrom, cacheTo, network, builder, ssh",
            "docker build options",
            request -> request.docker().steersTheBuild(),
            Names.DOCKER,
            Names.WITHOUT_DOCKER),
    DOCKER_ARGUMENTS(
            "<docker><additionalArgs>",
            "additional arguments of docker build",
            request -> !request.docker().additionalArgs().isEmpty(),
            Names.DOCKER),
    COMMANDS(
            "<builder><commands>",
            "an artifact built by other tools",
            request -> request.builder().hasCommands(),
            Names.DESCRIBED),
    TAR("<output>tar</output>", "a docker archive", request -> to(request, Output.TAR), Names.ALL),
    OCI("<output>oci</output>", "an OCI archive", request -> to(request, Output.OCI), Names.ALL),
    DAEMON(
            "<output>daemon</output>",
            "an image in the docker daemon",
            request -> to(request, Output.DAEMON),
            Names.ALL),
    REGISTRY("<output>registry</output>", "an image in a registry", request -> to(request, Output.REGISTRY), Names.ALL),
    DESCRIPTION("", "the image described in the POM", request -> false, Names.DESCRIBED),
    REPRODUCIBLE("", "the same digest for the same input", request -> false, Names.JIB),
    NO_DAEMON("", "a build without docker", request -> false, Set.of("jib")),
    NO_HOST_BUILD("", "no compilation on the host", request -> false, Names.CONTAINER);

    /** Which strategies can, by name. */
    private static final class Names {
        static final Set<String> JIB = Set.of("jib", "builder-jib");
        static final Set<String> GENERATED = Set.of("copy-local", "multi-stage", "builder-pattern");
        static final Set<String> CONTAINER = Set.of("multi-stage", "builder-pattern", "builder-jib", "dockerfile");
        static final Set<String> BUILT_HERE = Set.of("jib", "copy-local");
        static final Set<String> WITHOUT_DOCKER = Set.of("jib");
        static final Set<String> DESCRIBED =
                Set.of("jib", "builder-jib", "copy-local", "multi-stage", "builder-pattern");
        static final Set<String> DOCKER =
                Set.of("copy-local", "multi-stage", "builder-pattern", "builder-jib", "dockerfile");
        static final Set<String> ALL =
                Set.of("jib", "builder-jib", "copy-local", "multi-stage", "builder-pattern", "dockerfile");
    }

    /** Strategies that ignore it without harm, because they do not do what it is about. */
    private final Set<String> indifferent;

    private final String parameter;
    private final String meaning;
    private final Predicate<BuildRequest> wanted;
    private final Set<String> strategies;

    Feature(String parameter, String meaning, Predicate<BuildRequest> wanted, Set<String> strategies) {
        this(parameter, meaning, wanted, strategies, Set.of());
    }

    Feature(
            String parameter,
            String meaning,
            Predicate<BuildRequest> wanted,
            Set<String> strategies,
            Set<String> indifferent) {
        this.indifferent = indifferent;
        this.parameter = parameter;
        this.meaning = meaning;
        this.wanted = wanted;
        this.strategies = strategies;
    }

    /** How it is asked for. */
    public String parameter() {
        return parameter;
    }

    /** What it is, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Whether {@code request} asks for it. */
    public boolean isWantedBy(BuildRequest request) {
        return wanted.test(request);
    }

    public boolean isSupportedBy(Strategy strategy) {
        return strategies.contains(strategy.name());
    }

    /** Whether it makes no difference to a strategy: neither given nor refused, but noted. */
    public boolean isIndifferentTo(Strategy strategy) {
        return indifferent.contains(strategy.name());
    }

    /** What {@code request} asks for and what makes no difference with {@code strategy}. */
    public static List<Feature> ignored(BuildRequest request, Strategy strategy) {
        return Arrays.stream(values())
                .filter(feature -> feature.wanted.test(request) && feature.isIndifferentTo(strategy))
                .toList();
    }

    /** Adds a problem for each thing that {@code request} asks for and {@code strategy} cannot give. */
    public static void refuse(BuildRequest request, Strategy strategy, Problems problems) {
        for (Feature feature : values()) {
            if (feature.wanted.test(request)
                    && !feature.isSupportedBy(strategy)
                    && !feature.isIndifferentTo(strategy)) {
                problems.add(feature.refusal(strategy));
            }
        }
        if (request.image().platforms().size() > 1 && request.to().output() != Output.REGISTRY) {
            problems.add(Problem.of(
                    "platforms-need-registry",
                    "An image for several platforms (" + request.image().platforms() + ") needs a registry.",
                    "<platforms> and <output>" + request.to().output().word() + "</output>",
                    "set <output>registry</output>, or name one platform"));
        }
    }

    private Problem refusal(Strategy strategy) {
        List<String> able = Strategies.all().stream()
                .filter(this::isSupportedBy)
                .map(Strategy::name)
                .toList();
        return Problem.of(
                "unsupported-by-strategy",
                "The strategy '" + strategy.name() + "' does not support " + meaning + ".",
                parameter,
                able.isEmpty()
                        ? "remove " + parameter + ": no strategy of this version supports it"
                        : "remove " + parameter + ", or choose a strategy that supports it: "
                                + String.join(", ", able));
    }

    private static boolean to(BuildRequest request, Output output) {
        return request.to().output() == output;
    }
}
