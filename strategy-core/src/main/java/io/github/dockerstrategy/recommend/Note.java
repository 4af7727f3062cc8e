package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.strategy.BuildLocation;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.function.BiPredicate;

/** Rules that say what is worth knowing about a strategy that fits; they decide nothing. */
public enum Note implements Rule {
    LEGACY_BUILDER(
            "legacy-builder",
            "Without BuildKit, docker runs every stage and has no cache mounts.",
            "docker's legacy builder: slower, no cache mounts",
            (strategy, situation) -> strategy.location().isContainer()
                    && situation.machine().docker().isPresent()
                    && !situation.hasBuildKit()),
    FRESH_CI(
            "fresh-ci",
            "CI machines start without docker's build cache, so a container build downloads everything.",
            "in CI without cacheFrom, it downloads all dependencies in every build",
            (strategy, situation) -> strategy.location().usesBuilder()
                    && situation.machine().ci()
                    && situation.request().docker().cacheFrom().isEmpty()),
    MANY_MODULES(
            "many-modules",
            "In a container, any change recompiles the module and all modules it depends on.",
            "any change recompiles all modules it depends on",
            (strategy, situation) -> strategy.location().usesBuilder()
                    && situation.modules() > 2
                    && !situation.request().builder().hasCommands()),
    OWN_FILE(
            "own-file",
            "Your Dockerfile is built; the configured description of the image has no effect.",
            "builds your Dockerfile, not the configured image",
            (strategy, situation) -> strategy.location() == BuildLocation.OWN_DOCKERFILE),
    PODMAN(
            "podman",
            "The engine is podman.",
            "built by podman",
            (strategy, situation) -> strategy.needsDocker()
                    && situation.machine().docker().map(Machine.Docker::podman).orElse(false)),
    DIGEST_VARIES(
            "digest-varies",
            "docker writes the time of the build into the image, so every uncached build gives another digest.",
            "another digest for every uncached build",
            (strategy, situation) -> !strategy.assembler().isReproducible());

    private final String id;
    private final String text;
    private final String message;
    private final BiPredicate<Strategy, Situation> applies;

    Note(String id, String text, String message, BiPredicate<Strategy, Situation> applies) {
        this.id = id;
        this.text = text;
        this.message = message;
        this.applies = applies;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String text() {
        return text;
    }

    /** What is printed behind a strategy that it applies to. */
    public String message() {
        return message;
    }

    boolean appliesTo(Strategy strategy, Situation situation) {
        return applies.test(strategy, situation);
    }
}
