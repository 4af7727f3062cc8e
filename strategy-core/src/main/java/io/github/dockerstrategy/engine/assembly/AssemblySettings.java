package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.store.EngineStore;
import java.nio.file.Path;
import java.util.Map;

/**
 * What assembling images without a daemon needs to know of this machine.
 *
 * @param registries how registries are reached, and credentials for them
 * @param cache folder for base images and layers, shared by all projects
 * @param cacheLimit maximum size of the layers in it, in bytes
 * @param offline whether the network may not be used
 * @param force whether to build even if nothing has changed
 * @param version version of this plugin, for the image's history
 * @param docker the docker executable, for images in an engine's store
 * @param dockerEnvironment variables set for docker
 */
public record AssemblySettings(
        Registries registries,
        Path cache,
        long cacheLimit,
        boolean offline,
        boolean force,
        String version,
        String docker,
        Map<String, String> dockerEnvironment) {

    public AssemblySettings {
        dockerEnvironment = Map.copyOf(dockerEnvironment);
    }

    /** The engine of {@code docker://} and of the output {@code daemon}. */
    EngineStore engine() {
        return new EngineStore(docker, dockerEnvironment);
    }

    Network network() {
        return new Network(offline);
    }

    /** Verified base images. */
    Path baseCache() {
        return cache.resolve("bases");
    }

    Path results() {
        return cache.resolve("results");
    }

    Path layersCache() {
        return cache.resolve("layers");
    }
}
