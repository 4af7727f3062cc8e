package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
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
            Set.of()),
    HEALTH_CHECK(
            "<container><healthCheck>",
            "a health check",
            request -> request.image().config().healthCheck().isPresent(),
            Set.of()),
    SEVERAL_PLATFORMS(
            "<platforms>",
            "an image for several platforms",
            request -> request.image().platforms().size() > 1,
            Set.of("jib")),
    JLINK("<from>jlink</from>", "a linked runtime instead of a base image", Feature::usesJlink, Set.of("jib")),
    TAR("<output>tar</output>", "a docker archive", request -> to(request, Output.TAR), Set.of("jib")),
    OCI("<output>oci</output>", "an OCI archive", request -> to(request, Output.OCI), Set.of("jib")),
    DAEMON("<output>daemon</output>", "the docker daemon", request -> to(request, Output.DAEMON), Set.of("jib")),
    REGISTRY("<output>registry</output>", "a registry", request -> to(request, Output.REGISTRY), Set.of("jib")),
    COMMANDS(
            "<builder><commands>",
            "an artifact that other tools build",
            request -> request.builder().hasCommands(),
            Set.of("jib"));

    private final String parameter;
    private final String meaning;
    private final Predicate<BuildRequest> wanted;
    private final Set<String> strategies;

    Feature(String parameter, String meaning, Predicate<BuildRequest> wanted, Set<String> strategies) {
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

    public boolean isSupportedBy(Strategy strategy) {
        return strategies.contains(strategy.name());
    }

    /** Adds a problem for each thing that {@code request} asks for and {@code strategy} cannot give. */
    public static void refuse(BuildRequest request, Strategy strategy, Problems problems) {
        for (Feature feature : values()) {
            if (feature.wanted.test(request) && !feature.isSupportedBy(strategy)) {
                problems.add(feature.refusal(strategy));
            }
        }
        if (request.image().platforms().size() > 1 && request.to().output() != Output.REGISTRY) {
            problems.add(Problem.of(
                    "platforms-need-registry",
                    "An image for several platforms (" + request.image().platforms()
                            + ") can only be kept in a registry.",
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
                "strategy-cannot",
                "The strategy '" + strategy.name() + "' cannot give " + meaning + ".",
                parameter,
                able.isEmpty()
                        ? "remove " + parameter + ": no strategy of this version can"
                        : "remove " + parameter + ", or choose a strategy that can: " + String.join(", ", able));
    }

    private static boolean usesJlink(BuildRequest request) {
        return request.image().from() instanceof BaseImage.Jlink;
    }

    private static boolean to(BuildRequest request, Output output) {
        return request.to().output() == output;
    }
}
