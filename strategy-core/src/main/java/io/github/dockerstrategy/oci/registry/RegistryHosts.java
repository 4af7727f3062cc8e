package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.oci.ImageReference;

/** Hosts of registries. */
final class RegistryHosts {

    private static final String HUB_HOST = "registry-1.docker.io";

    private RegistryHosts() {}

    /** The host that answers for a registry: Docker Hub's name is not the one it listens on. */
    static String host(ImageReference name) {
        return name.registry().equals(ImageReference.DOCKER_HUB) ? HUB_HOST : name.registry();
    }
}
