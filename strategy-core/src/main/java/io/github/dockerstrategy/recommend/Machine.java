package io.github.dockerstrategy.recommend;

import java.util.Optional;
import java.util.Set;

/**
 * What the machine at hand has for building images.
 *
 * @param docker the engine behind the docker command line; empty if none answers
 * @param ci whether this is a continuous integration run, which usually starts without caches
 * @param missingPrograms programs that the builder's commands name and that are not here
 */
public record Machine(Optional<Docker> docker, boolean ci, Set<String> missingPrograms) {

    /**
     * An engine that answered.
     *
     * @param displayName what it is, for people: {@code docker 28.2.2 with buildx}
     * @param buildKit whether its builder is BuildKit or as able: cache mounts and secrets
     * @param buildx whether it builds for several platforms
     * @param podman whether it is podman
     */
    public record Docker(String displayName, boolean buildKit, boolean buildx, boolean podman) {}

    public Machine {
        missingPrograms = Set.copyOf(missingPrograms);
    }

    /** The engine, and whether this is CI. */
    public String displayName() {
        return docker.map(Docker::displayName).orElse("no docker") + (ci ? ", CI" : "");
    }
}
