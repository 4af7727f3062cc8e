package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.Registries;

/**
 * Which registries may be used.
 *
 * @param isOffline whether only registries on this machine
 */
record Network(boolean isOffline) {

    /** Whether the registry of {@code image} may be used. */
    boolean reaches(ImageReference image) {
        return !isOffline || Registries.isLoopback(image.registry());
    }
}
