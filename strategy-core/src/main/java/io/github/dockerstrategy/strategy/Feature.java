package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Text;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The capability table: what an image may ask for, and which strategies support it. Support follows from the two axes of a strategy.
 * Refusals, the documentation's table and the automatic choice are all made from this table.
 */
public enum Feature {
    RUN(
            parameter("run"),
            "commands in the runtime image",
            request -> !request.image().run().isEmpty(),
            Strategy::generatesDockerfile),
    HEALTH_CHECK(
            parameter("container.healthCheck"),
            "a health check",
            request -> request.image().config().healthCheck().isPresent(),
            Feature::usesDescription),
    FORMAT(
            parameter("format"),
            "a choice of the manifest's format",
            request -> request.image().manifest().format().isPresent(),
            Feature::assemblesWithoutDaemon),
    ANNOTATIONS(
            parameter("annotations"),
            "annotations of the manifest",
            request -> !request.image().manifest().annotations().isEmpty(),
            Feature::usesDescription),
    SEVERAL_PLATFORMS(
            parameter("platforms"),
            "an image for several platforms",
            request -> request.image().platforms().size() > 1,
            Feature::always),
    BASE_ARCHIVE(
            setting("from", "tar://…"),
            "a base image from an archive",
            request -> request.image().from() instanceof BaseReference.Tar,
            Feature::assemblesWithoutDaemon),
    JLINK(
            setting("from", "jlink"),
            "a linked runtime instead of a base image",
            request -> request.image().from() instanceof BaseReference.Jlink,
            Feature::usesDescription),
    BUILDER_SECRETS(
            parameter("builder.settings") + ", " + parameter("builder.secrets"),
            "secrets for a container build",
            request -> !request.builder().secrets().isEmpty(),
            Feature::buildsInContainer,
            Feature::buildsOnHost),
    DOCKER_OPTIONS(
            parameter("docker") + " buildArgs, cacheFrom, cacheTo, network, builder, ssh",
            "docker build options",
            request -> request.docker().steersTheBuild(),
            Strategy::needsDocker,
            Feature::runsNoDocker),
    DOCKER_ARGUMENTS(
            parameter("docker.additionalArgs"),
            "additional arguments of docker build",
            request -> !request.docker().additionalArgs().isEmpty(),
            Strategy::needsDocker),
    COMMANDS(
            parameter("builder.commands"),
            "an artifact built by other tools",
            request -> request.builder().hasCommands(),
            Feature::usesDescription),
    TAR(setting("output", "tar"), "a docker archive", request -> to(request, Output.TAR), Feature::always),
    OCI(setting("output", "oci"), "an OCI archive", request -> to(request, Output.OCI), Feature::always),
    DAEMON(
            setting("output", "daemon"),
            "an image in the docker daemon",
            request -> to(request, Output.DAEMON),
            Feature::always),
    REGISTRY(
            setting("output", "registry"),
            "an image in a registry",
            request -> to(request, Output.REGISTRY),
            Feature::always),
    DESCRIPTION("", "the configured image description", request -> false, Feature::usesDescription),
    REPRODUCIBLE("", "the same digest for the same input", request -> false, Feature::isReproducible),
    NO_DAEMON("", "a build without docker", request -> false, Feature::runsNoDocker),
    NO_HOST_BUILD("", "no compilation on the host", request -> false, Feature::buildsInContainer);

    /** Strategies that ignore it without harm, because they do not do what it is about. */
    private final Predicate<Strategy> indifferent;

    private final String mention;
    private final String meaning;
    private final Predicate<BuildRequest> wanted;
    private final Predicate<Strategy> support;

    Feature(String parameter, String meaning, Predicate<BuildRequest> wanted, Predicate<Strategy> support) {
        this(parameter, meaning, wanted, support, strategy -> false);
    }

    Feature(
            String mention,
            String meaning,
            Predicate<BuildRequest> wanted,
            Predicate<Strategy> support,
            Predicate<Strategy> indifferent) {
        this.indifferent = indifferent;
        this.mention = mention;
        this.meaning = meaning;
        this.wanted = wanted;
        this.support = support;
    }

    /** How it is asked for, with marks of the parameters. */
    public Text mention() {
        return new Text(mention);
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
        return support.test(strategy);
    }

    /** Whether it makes no difference to a strategy: neither given nor refused, but noted. */
    public boolean isIndifferentTo(Strategy strategy) {
        return indifferent.test(strategy);
    }

    /** What {@code request} asks for and what makes no difference with {@code strategy}. */
    public static List<Feature> ignored(BuildRequest request, Strategy strategy) {
        return Arrays.stream(values())
                .filter(feature -> feature.wanted.test(request) && feature.isIndifferentTo(strategy))
                .toList();
    }

    /**
     * Adds a problem for each thing that {@code request} asks for and {@code strategy} does not support.
     *
     * @param strategies the strategies that a refusal can suggest
     */
    public static void refuse(BuildRequest request, Strategy strategy, Strategies strategies, Problems problems) {
        for (Feature feature : values()) {
            if (feature.wanted.test(request)
                    && !feature.isSupportedBy(strategy)
                    && !feature.isIndifferentTo(strategy)) {
                problems.add(feature.refusal(strategy, strategies));
            }
        }
        request.image().manifest().check(request.to().output(), problems);
        if (request.image().platforms().size() > 1
                && request.to().output() != Output.REGISTRY
                && request.to().output() != Output.OCI) {
            problems.add(Problem.of(
                    "platforms-need-registry",
                    "An image for several platforms (" + request.image().platforms()
                            + ") needs a registry or an OCI archive.",
                    parameter("platforms") + " and "
                            + setting("output", request.to().output().word()),
                    "set " + setting("output", "registry") + " or " + setting("output", "oci")
                            + ", or name one platform"));
        }
    }

    private Problem refusal(Strategy strategy, Strategies strategies) {
        List<String> able = strategies.names(this::isSupportedBy);
        return Problem.of(
                "unsupported-by-strategy",
                "The strategy '" + strategy.name() + "' does not support " + meaning + ".",
                mention,
                able.isEmpty()
                        ? "remove " + mention + ": no strategy of this version supports it"
                        : "remove " + mention + ", or choose a strategy that supports it: " + String.join(", ", able));
    }

    private static boolean always(Strategy strategy) {
        return true;
    }

    private static boolean buildsOnHost(Strategy strategy) {
        return !strategy.location().isContainer();
    }

    private static boolean buildsInContainer(Strategy strategy) {
        return strategy.location().isContainer();
    }

    private static boolean usesDescription(Strategy strategy) {
        return strategy.location().usesDescription();
    }

    private static boolean assemblesWithoutDaemon(Strategy strategy) {
        return strategy.assembler() == Assembler.DAEMONLESS;
    }

    private static boolean isReproducible(Strategy strategy) {
        return strategy.assembler().isReproducible();
    }

    private static boolean runsNoDocker(Strategy strategy) {
        return !strategy.needsDocker();
    }

    private static boolean to(BuildRequest request, Output output) {
        return request.to().output() == output;
    }
}
