package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageIndex;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
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
record ImagePublisher(RegistryClients clients, BaseLayers layers, BuildLog log) {

    /**
     * Pushes it.
     *
     * @param base as it was pinned
     * @param below the same, resolved
     * @param before what the target still has of the last build
     */
    void push(Image image, ImageSpec spec, BaseReference base, BaseImage below, Optional<BuiltImage> before)
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
    void push(Image image, ImageSpec spec, BaseReference base, BaseImage below) throws InterruptedException {
        pusher(spec, base).pushUntagged(image, below, spec);
    }

    /** Puts an index, whose images are there, under all tags. */
    void push(ImageIndex index, ImageSpec spec) {
        pusher(spec, new BaseReference.Scratch()).push(index, spec);
    }

    private ImagePush pusher(ImageSpec spec, BaseReference base) {
        Optional<ImageReference> neighbour = base instanceof BaseReference.Registry registry
                        && registry.name().registry().equals(spec.name().registry())
                ? Optional.of(registry.name())
                : Optional.empty();
        return new ImagePush(clients.toPush(spec.name()), neighbour, Optional.of(layers), log);
    }
}
