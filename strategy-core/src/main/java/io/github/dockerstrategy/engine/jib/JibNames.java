package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.ImageName;

/** Hosts of registries. */
final class JibNames {

    private static final String HUB_HOST = "registry-1.docker.io";

    private JibNames() {}

    /** The host that answers for a registry: Docker Hub's name is not the one it listens on. */
    static String host(ImageName name) {
        return name.registry().equals(ImageName.DOCKER_HUB) ? HUB_HOST : name.registry();
    }
}
