package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.RegistryClient;
import io.github.dockerstrategy.engine.oci.RegistryPush;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Pushes an image for one platform: only what its registry lacks.
 *
 * @param clients reach registries
 * @param layers has the layers of the base
 * @param log hears how far it is
 */
record DirectDelivery(RegistryClients clients, BaseLayers layers, BuildLog log) {

    /**
     * Pushes it.
     *
     * @param base as it was pinned
     * @param below the same, resolved
     * @param before what the target still has of the last build
     */
    void push(OciImage image, ImageSpec spec, BaseImage base, Base below, Optional<Assembled> before)
            throws InterruptedException, IOException {
        RegistryClient client = clients.toPush(spec.name());
        Optional<ImageName> neighbour = base instanceof BaseImage.Registry registry
                        && registry.name().registry().equals(spec.name().registry())
                ? Optional.of(registry.name())
                : Optional.empty();
        Set<String> known = new HashSet<>();
        if (before.isPresent()) {
            before.get().layers().stream().map(LayerResult::digest).forEach(known::add);
            known.add(before.get().imageId());
        } else {
            known.addAll(client.blobsOf(spec.name().tagOrLatest()));
        }
        new RegistryPush(client, neighbour, Optional.of(layers), log).push(image, below, spec, known);
    }
}
