package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Brings an image to a registry: what that lacks. Layers of the base are taken over from the base's own repository where that is in the
 * same registry, and then never travel through here.
 *
 * @param registry the image's repository
 * @param neighbour the repository that the base image is in, if the registry is the same
 * @param bases downloads layers of the base, where that is possible
 * @param log hears how far it is
 */
public record RegistryPush(
        RegistryClient registry, Optional<ImageName> neighbour, Optional<BaseLayers> bases, BuildLog log) {

    /**
     * Pushes what is missing.
     *
     * @param known digests of what the repository has, as far as is known
     * @return whether it could be done: not if the registry lacks something of the base that cannot be had, and then nothing was sent
     */
    public boolean push(OciImage image, Base base, ImageSpec spec, Set<String> known)
            throws IOException, InterruptedException {
        // A base can have the same layer twice.
        Set<PackedLayer> all = new LinkedHashSet<>();
        for (int i = 0; i < base.layers().size(); i++) {
            Blob layer = base.layers().get(i);
            if (!known.contains(layer.digest()) && !isTakenOver(layer.digest())) {
                if (bases.isEmpty()) {
                    return false;
                }
                all.add(bases.get().layer(base, i));
            }
        }
        if (bases.isPresent()) {
            bases.get().fetch(List.copyOf(all));
        }
        all.addAll(missing(image, known));
        send(List.copyOf(all));
        // Where nothing is known, the same image may be there under another tag.
        boolean there = known.isEmpty() ? registry.has(image.id()) : known.contains(image.id());
        if (!there) {
            registry.upload(image.configuration());
        }
        for (String tag : spec.allTags()) {
            registry.tag(image.manifest(), image.format(), tag);
        }
        return true;
    }

    private boolean isTakenOver(String digest) throws IOException {
        boolean mounted =
                neighbour.isPresent() && registry.mount(digest, neighbour.get().repository());
        return mounted || registry.has(digest);
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
