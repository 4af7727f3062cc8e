package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.engine.docker.DockerEngine;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.strategy.BuildRequest;
import org.jspecify.annotations.Nullable;

/**
 * Creates the docker engine when it is first needed: its classes take time to load, which most builds that find nothing to do never
 * spend. Even a lambda that returns the engine would load its class.
 */
final class DockerOnDemand {

    private final BuildRequest request;
    private final Programs programs;
    private final BuildLog log;
    private @Nullable DockerEngine engine;

    DockerOnDemand(BuildRequest request, Programs programs, BuildLog log) {
        this.request = request;
        this.programs = programs;
        this.log = log;
    }

    DockerEngine get() {
        DockerEngine known = engine;
        if (known == null) {
            known = new DockerEngine(request.docker(), request.workFolder(), programs, log);
            engine = known;
        }
        return known;
    }
}
