package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import java.util.Optional;

/**
 * The image below the application's layers.
 *
 * @param reference where it is, with its digest if it is in a registry
 * @param image its verified manifest and config
 * @param layers the bytes of its layers, downloaded on demand
 */
record BaseImage(BaseReference reference, Image image, BaseLayers layers) {

    /** Its repository, if it is in that registry. */
    Optional<String> repositoryIn(String registry) {
        return reference instanceof BaseReference.Registry named
                        && named.name().registry().equals(registry)
                ? Optional.of(named.name()).map(ImageReference::repository)
                : Optional.empty();
    }
}
