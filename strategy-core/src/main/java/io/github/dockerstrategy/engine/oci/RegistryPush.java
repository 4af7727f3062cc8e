package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Brings an image to a registry: what that lacks. Layers of the base are taken over from the base's own repository where that is in the
 * same registry; they never travel through here.
 *
 * @param registry the image's repository
 * @param base the repository that the base image is in, if the registry is the same
 * @param log hears what is sent
 */
public record RegistryPush(RegistryClient registry, Optional<ImageName> base, BuildLog log) {

    /**
     * Pushes what is missing.
     *
     * @param known digests of what the repository has, as far as is known
     * @return whether it could be done: not if the registry lacks something of the base, and then nothing has got a tag
     */
    public boolean push(OciImage image, ImageSpec spec, Set<String> known) throws IOException, InterruptedException {
        for (Blob layer : image.layers()) {
            String digest = layer.digest();
            if (!image.own().containsKey(digest) && !known.contains(digest) && !canBeHad(digest)) {
                return false;
            }
        }
        send(missing(image, known));
        if (!known.contains(image.id())) {
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

    private List<PackedLayer> missing(OciImage image, Set<String> known) throws IOException, InterruptedException {
        List<PackedLayer> unknown = image.own().values().stream()
                .filter(layer -> !known.contains(layer.digest()))
                .toList();
        List<Boolean> there = new Parallel().map(unknown, layer -> registry.has(layer.digest()));
        return IntStream.range(0, unknown.size())
                .filter(i -> !there.get(i))
                .mapToObj(unknown::get)
                .toList();
    }

    private void send(List<PackedLayer> layers) throws IOException, InterruptedException {
        long all = layers.stream().mapToLong(PackedLayer::size).sum();
        AtomicLong sent = new AtomicLong();
        new Parallel().map(layers, layer -> {
            registry.upload(layer, bytes -> log.progress("image", (double) sent.addAndGet(bytes) / all));
            return layer;
        });
    }
}
