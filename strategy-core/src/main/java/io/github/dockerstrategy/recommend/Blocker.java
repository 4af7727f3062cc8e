package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.strategy.Assembler;
import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.Feature;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Rules that say why a strategy does not fit. */
public enum Blocker implements Rule {
    CANNOT_EXPRESS(
            "cannot-express",
            "The strategy does not support an option of the image; see [capabilities](capabilities.md).",
            Blocker::missingFeatures),
    NO_DOCKER(
            "no-docker",
            "The strategy needs docker, but no engine answers on this machine.",
            (strategy, situation) -> when(
                    strategy.needsDocker() && situation.machine().docker().isEmpty(),
                    "needs docker, but no engine answers here")),
    NO_DOCKERFILE(
            "no-dockerfile",
            "The strategy builds your own Dockerfile, but there is none.",
            (strategy, situation) -> when(
                    strategy.location() == BuildLocation.OWN_DOCKERFILE && !situation.ownDockerfile(),
                    "there is no " + situation.request().docker().own().file().getFileName() + " to build")),
    SECRETS_NEED_BUILDKIT(
            "secrets-need-buildkit",
            "The container build uses secrets, which this builder does not support.",
            (strategy, situation) -> when(
                    strategy.location().isContainer()
                            && !situation.request().builder().secrets().isEmpty()
                            && situation.machine().docker().isPresent()
                            && !situation.hasBuildKit(),
                    "secrets for a container build need BuildKit")),
    PLATFORMS_NEED_BUILDX(
            "platforms-need-buildx",
            "The image has several platforms, and docker without buildx builds one at a time.",
            (strategy, situation) -> when(
                    strategy.assembler() == Assembler.DOCKER
                            && situation.request().image().platforms().size() > 1
                            && situation.machine().docker().isPresent()
                            && !situation.hasBuildx(),
                    "several platforms need docker's buildx")),
    TOOLS_MISSING(
            "tools-missing",
            "The strategy runs the builder's commands on the host, which lacks one of their programs.",
            (strategy, situation) -> when(
                    strategy.location() == BuildLocation.HOST
                            && !situation.machine().missingPrograms().isEmpty(),
                    "not installed here: "
                            + String.join(
                                    ", ", new TreeSet<>(situation.machine().missingPrograms()))));

    private final String id;
    private final String text;
    private final BiFunction<Strategy, Situation, Optional<String>> against;

    Blocker(String id, String text, BiFunction<Strategy, Situation, Optional<String>> against) {
        this.id = id;
        this.text = text;
        this.against = against;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String text() {
        return text;
    }

    /** Why {@code strategy} does not fit; empty if this rule has nothing against it. */
    Optional<String> against(Strategy strategy, Situation situation) {
        return against.apply(strategy, situation);
    }

    private static Optional<String> missingFeatures(Strategy strategy, Situation situation) {
        String missing = Arrays.stream(Feature.values())
                .filter(feature -> feature.isWantedBy(situation.request())
                        && !feature.isSupportedBy(strategy)
                        && !feature.isIndifferentTo(strategy))
                .map(Feature::meaning)
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return when(!missing.isEmpty(), "does not support " + missing);
    }

    private static Optional<String> when(boolean condition, String why) {
        return condition ? Optional.of(why) : Optional.empty();
    }
}
