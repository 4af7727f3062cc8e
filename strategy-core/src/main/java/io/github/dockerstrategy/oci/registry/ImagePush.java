package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.AnyManifest;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A repository that images are pushed to. It receives only what it lacks: layers of another repository in the same registry are mounted,
 * and downloaded and uploaded only where that is refused.
 *
 * @param registry the repository
 * @param tags the tags that the image gets; none for an image that only an index refers to
 * @param known digests of what the repository has, as far as is known
 * @param neighbor the repository that has the layers of the base image, if it is in the same registry
 * @param log receives progress
 */
public record ImagePush(
        RegistryClient registry, List<String> tags, Set<Digest> known, Optional<Neighbor> neighbor, BuildLog log)
        implements ImageSink {

    /**
     * Another repository of the same registry.
     *
     * @param repository its path
     * @param layers digests of layers that it has
     */
    public record Neighbor(String repository, Set<Digest> layers) {
        public Neighbor {
            layers = Set.copyOf(layers);
        }
    }

    public ImagePush {
        tags = List.copyOf(tags);
        known = Set.copyOf(known);
    }

    @Override
    public void write(Image image, LayerSource layers) throws IOException, InterruptedException {
        send(image, layers, known, neighbor);
        String reference = tags.isEmpty() ? image.digest().toString() : tags.get(0);
        try {
            registry.putManifest(image.manifest(), reference);
        } catch (RegistryException e) {
            if (!e.isMissingBlob()) {
                throw e;
            }
            // The registry may have lost what its last image had, or what it has mounted: now nothing is taken for
            // granted.
            log.retryingPush(String.valueOf(e.getMessage()));
            send(image, layers, Set.of(), Optional.empty());
            registry.putManifest(image.manifest(), reference);
        }
        putOtherTags(image.manifest());
    }

    /** Pushes an index, whose images are there. */
    public void write(AnyManifest index) throws IOException {
        registry.putManifest(index, tags.get(0));
        putOtherTags(index);
    }

    /** Moves all tags but the first. */
    private void putOtherTags(AnyManifest manifest) throws IOException {
        for (int i = 1; i < tags.size(); i++) {
            try {
                registry.putManifest(manifest, tags.get(i));
            } catch (IOException e) {
                throw new PartialPushException(tags.subList(0, i), tags.subList(i, tags.size()), e);
            }
        }
    }

    /** Sends everything but the manifest. */
    private void send(Image image, LayerSource layers, Set<Digest> there, Optional<Neighbor> mountable)
            throws IOException, InterruptedException {
        List<Layer> missing = missing(image, there, mountable);
        layers.fetch(missing);
        upload(missing, layers);
        // Where nothing is known, the same image may be there under another tag.
        boolean hasConfig = there.isEmpty() ? registry.has(image.id()) : there.contains(image.id());
        if (!hasConfig) {
            registry.upload(image.config().bytes());
        }
    }

    private List<Layer> missing(Image image, Set<Digest> there, Optional<Neighbor> mountable)
            throws IOException, InterruptedException {
        Set<Digest> seen = new HashSet<>(there);
        List<Layer> unknown = image.layers().stream()
                .filter(layer -> seen.add(layer.digest()))
                .toList();
        List<Boolean> found = new Parallel().map(unknown, layer -> isThere(layer.digest(), mountable));
        List<Layer> missing = new ArrayList<>();
        for (int i = 0; i < unknown.size(); i++) {
            if (!found.get(i)) {
                missing.add(unknown.get(i));
            }
        }
        return missing;
    }

    private boolean isThere(Digest digest, Optional<Neighbor> mountable) throws IOException {
        boolean mounted = mountable.isPresent()
                && mountable.get().layers().contains(digest)
                && registry.mount(digest, mountable.get().repository());
        return mounted || registry.has(digest);
    }

    private void upload(List<Layer> missing, LayerSource layers) throws IOException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        long all = missing.stream().mapToLong(Layer::size).sum();
        LongConsumer sent = log.pushing(missing.size(), all);
        new Parallel().map(missing, layer -> {
            registry.upload(layer, layers, sent);
            return layer;
        });
    }
}
