package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.OciIndex;
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
 * Pushes images: only what their registry lacks.
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
        Set<String> known = new HashSet<>();
        if (before.isPresent()) {
            before.get().layers().stream().map(LayerResult::digest).forEach(known::add);
            known.add(before.get().imageId());
        } else {
            known.addAll(clients.toPush(spec.name()).blobsOf(spec.name().tagOrLatest()));
        }
        pusher(spec, base).push(image, below, spec, known);
    }

    /** Pushes the image of one platform of several, under its digest only. */
    void push(OciImage image, ImageSpec spec, BaseImage base, Base below) throws InterruptedException {
        pusher(spec, base).pushUntagged(image, below, spec);
    }

    /** Puts an index, whose images are there, under all tags. */
    void push(OciIndex index, ImageSpec spec) {
        pusher(spec, new BaseImage.Scratch()).push(index, spec);
    }

    private RegistryPush pusher(ImageSpec spec, BaseImage base) {
        Optional<ImageName> neighbour = base instanceof BaseImage.Registry registry
                        && registry.name().registry().equals(spec.name().registry())
                ? Optional.of(registry.name())
                : Optional.empty();
        return new RegistryPush(clients.toPush(spec.name()), neighbour, Optional.of(layers), log);
    }
}
