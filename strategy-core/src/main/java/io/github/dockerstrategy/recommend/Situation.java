package io.github.dockerstrategy.recommend;

import io.github.dockerstrategy.strategy.BuildRequest;
import java.util.Optional;

/**
 * All that a choice depends on.
 *
 * @param request the image that is wanted
 * @param ownDockerfile whether the project has its own Dockerfile where the docker options say
 * @param machine what this machine has
 * @param measured what the last comparison of this module has measured
 */
public record Situation(BuildRequest request, boolean ownDockerfile, Machine machine, Optional<Measured> measured) {

    /** The same, after a comparison. */
    public Situation with(Measured figures) {
        return new Situation(request, ownDockerfile, machine, Optional.of(figures));
    }

    /** How many modules the build has, this one among them. */
    public int modules() {
        return Math.max(1, request.project().maven().get().poms().size());
    }

    boolean hasBuildKit() {
        return machine.docker().map(Machine.Docker::buildKit).orElse(false);
    }

    boolean hasBuildx() {
        return machine.docker().map(Machine.Docker::buildx).orElse(false);
    }
}
