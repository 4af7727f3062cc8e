package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Brings an image to a registry: what that lacks. Layers of the base are taken over from the base's own repository where that is in the
 * same registry; they never travel through here.
 *
 * @param registry the image's repository
 * @param base the repository that the base image is in, if the registry is the same
 */
public record RegistryPush(RegistryClient registry, Optional<ImageName> base) {

    /**
     * Pushes what is missing.
     *
     * @param known digests of what the repository has, as far as is known
     * @return whether it could be done: not if the registry lacks something of the base, and then nothing has got a tag
     */
    public boolean push(OciImage image, ImageSpec spec, Set<String> known) throws IOException, InterruptedException {
        Set<String> there = new HashSet<>(known);
        for (Blob layer : image.layers()) {
            String digest = layer.digest();
            if (!image.own().containsKey(digest) && !there.contains(digest) && !canBeHad(digest)) {
                return false;
            }
        }
        List<PackedLayer> missing = image.own().values().stream()
                .filter(layer -> there.add(layer.digest()))
                .toList();
        try {
            new Parallel().map(missing, this::upload);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
        if (!there.contains(image.id())) {
            registry.upload(image.configuration());
        }
        for (String tag : spec.allTags()) {
            registry.tag(image.manifest(), image.format(), tag);
        }
        return true;
    }

    private boolean canBeHad(String digest) throws IOException {
        return base.isPresent() ? registry.mount(digest, base.get().repository()) : registry.has(digest);
    }

    private boolean upload(PackedLayer layer) throws IOException {
        if (!registry.has(layer.digest())) {
            registry.upload(layer);
        }
        return true;
    }
}
