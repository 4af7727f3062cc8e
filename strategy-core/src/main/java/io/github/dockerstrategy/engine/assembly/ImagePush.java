package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageIndex;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.registry.PartialPushException;
import io.github.dockerstrategy.oci.registry.RegistryClient;
import io.github.dockerstrategy.oci.registry.RegistryException;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.oci.store.Parallel;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Pushes an image: what its registry lacks. Layers of the base are mounted from the base's own repository where that is in the same registry,
 * and then never travel through here; where a mount is refused, they are uploaded.
 *
 * @param registry the image's repository
 * @param neighbour the repository that the base image is in, if the registry is the same
 * @param bases downloads layers of the base, where that is possible
 * @param log hears how far it is
 */
public record ImagePush(
        RegistryClient registry, Optional<ImageReference> neighbour, Optional<BaseLayers> bases, BuildLog log) {

    private static final String WHERE = parameter("image");

    /**
     * Pushes what is missing.
     *
     * @param known digests of what the repository has, as far as is known
     * @return whether it could be done: not if the registry lacks something of the base that cannot be had, and then nothing was sent
     * @throws io.github.dockerstrategy.problem.ProblemException if the push fails
     */
    public boolean push(Image image, BaseImage base, ImageSpec spec, Set<String> known) throws InterruptedException {
        try {
            return sendAndTag(image, base, spec, known);
        } catch (IOException e) {
            throw new RegistryProblems("push", spec.name(), WHERE).of(e);
        }
    }

    private boolean sendAndTag(Image image, BaseImage base, ImageSpec spec, Set<String> known)
            throws IOException, InterruptedException {
        if (!send(image, base, known, true)) {
            return false;
        }
        List<String> tags = spec.allTags();
        putComplete(image, base, tags.get(0));
        tag(image.manifest(), image.mediaType(), tags);
        return true;
    }

    /**
     * Pushes the image of one platform of several, under its digest only.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the push fails
     */
    public void pushUntagged(Image image, BaseImage base, ImageSpec spec) throws InterruptedException {
        try {
            send(image, base, Set.of(), true);
            putComplete(image, base, image.digest());
        } catch (IOException e) {
            throw new RegistryProblems("push", spec.name(), WHERE).of(e);
        }
    }

    /**
     * Puts an index, whose images are there, under all tags.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the push fails
     */
    public void push(ImageIndex index, ImageSpec spec) {
        try {
            String document = index.document();
            registry.put(document, index.mediaType(), spec.allTags().get(0));
            tag(document, index.mediaType(), spec.allTags());
        } catch (IOException e) {
            throw new RegistryProblems("push", spec.name(), WHERE).of(e);
        }
    }

    private void putComplete(Image image, BaseImage base, String reference) throws IOException, InterruptedException {
        try {
            registry.put(image.manifest(), image.mediaType(), reference);
        } catch (RegistryException e) {
            if (!e.isMissingBlob()) {
                throw e;
            }
            // The registry may have lost what its last image had, or what it has mounted: now everything is asked for.
            log.retryingPush(String.valueOf(e.getMessage()));
            if (!send(image, base, Set.of(), false)) {
                throw e;
            }
            registry.put(image.manifest(), image.mediaType(), reference);
        }
    }

    /** Moves all tags but the first, which is there. */
    private void tag(String document, String mediaType, List<String> tags) throws IOException {
        for (int i = 1; i < tags.size(); i++) {
            try {
                registry.put(document, mediaType, tags.get(i));
            } catch (IOException e) {
                throw new PartialPushException(tags.subList(0, i), e);
            }
        }
    }

    /** Sends all but the manifest. */
    private boolean send(Image image, BaseImage base, Set<String> known, boolean mounts)
            throws IOException, InterruptedException {
        // A base can have the same layer twice.
        Set<PackedLayer> all = new LinkedHashSet<>();
        for (int i = 0; i < base.layers().size(); i++) {
            Descriptor layer = base.layers().get(i);
            if (!known.contains(layer.digest()) && !isThere(layer.digest(), mounts)) {
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
        return true;
    }

    private boolean isThere(String digest, boolean mounts) throws IOException {
        boolean mounted = mounts
                && neighbour.isPresent()
                && registry.mount(digest, neighbour.get().repository());
        return mounted || registry.has(digest);
    }

    private List<PackedLayer> missing(Image image, Set<String> known) throws IOException, InterruptedException {
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
        if (layers.isEmpty()) {
            return;
        }
        long all = layers.stream().mapToLong(PackedLayer::size).sum();
        LongConsumer sent = log.pushing(layers.size(), all);
        new Parallel().map(layers, layer -> {
            registry.upload(layer, sent);
            return layer;
        });
    }
}
