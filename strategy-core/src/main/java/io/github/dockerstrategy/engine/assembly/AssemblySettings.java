package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.Registries;
import java.nio.file.Path;
import java.util.Map;

/**
 * How this machine's jib engine works.
 *
 * @param registries how registries are reached and logged in to
 * @param cache folder for base images and layers, shared by all projects
 * @param cacheLimit bytes that layers in it are kept below
 * @param offline whether the network may not be used
 * @param force whether to build though nothing has changed
 * @param version version of this plugin, for the image's history
 * @param docker the docker executable, for images in a daemon
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

    /** The daemon that images are brought to. */
    Daemon daemon() {
        return new Daemon(docker, dockerEnvironment);
    }

    /** Whether a registry may be asked: without a network, only one on this machine. */
    boolean isReachable(ImageReference image) {
        return !offline || Registries.isLoopback(image.registry());
    }

    /** Verified base images. */
    Path baseCache() {
        return cache.resolve("bases");
    }

    /** Base images as earlier versions kept them: nothing is read from there any more. */
    Path jibCache() {
        return cache.resolve("base");
    }

    Path results() {
        return cache.resolve("results");
    }

    Path layersCache() {
        return cache.resolve("layers");
    }
}
