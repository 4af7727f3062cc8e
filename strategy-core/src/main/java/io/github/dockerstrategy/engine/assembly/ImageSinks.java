package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.IndexSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.registry.ImagePush;
import io.github.dockerstrategy.oci.registry.ImagePush.Neighbor;
import io.github.dockerstrategy.oci.registry.PartialPushException;
import io.github.dockerstrategy.oci.registry.RegistryClient;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.store.DockerArchive;
import io.github.dockerstrategy.oci.store.EngineLoad;
import io.github.dockerstrategy.oci.store.EngineStore;
import io.github.dockerstrategy.oci.store.OciLayout;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The place that an image is written to, for each kind of output.
 *
 * @param engine for images in an engine's store
 * @param clients for images in registries
 * @param log receives progress
 */
record ImageSinks(EngineStore engine, RegistryClients clients, BuildLog log) {

    private static final String PARTIAL = ".image.partial";

    /**
     * The sink of a step's output.
     *
     * @param base the image's base image
     * @param earlier the last image, if it is still there
     * @param workFolder for files in between
     */
    ImageSink of(AssembleImage step, BaseImage base, Optional<BuiltImage> earlier, Path workFolder) throws IOException {
        ImageSpec spec = step.image();
        return switch (step.to().output()) {
            case TAR, OCI -> file(spec.names(), step.to(), workFolder.resolve(PARTIAL));
            case DAEMON -> engine(spec.names(), earlier, workFolder.resolve(".daemon.partial"));
            case REGISTRY ->
                (image, layers) -> each(
                        spec,
                        repository -> new ImagePush(
                                        clients.toPush(repository),
                                        spec.allTags(),
                                        known(repository, spec, earlier),
                                        neighbor(repository, base),
                                        log)
                                .write(image, layers));
        };
    }

    private interface Push {
        void to(ImageReference repository) throws IOException, InterruptedException;
    }

    /** Pushes to each repository; a failure tells which have the image. */
    private static void each(ImageSpec spec, Push push) throws IOException, InterruptedException {
        List<ImageReference> all = spec.allRepositories();
        for (int i = 0; i < all.size(); i++) {
            try {
                push.to(all.get(i));
            } catch (IOException e) {
                if (i == 0) {
                    throw e;
                }
                throw new AssemblyProblems("push", all.get(i))
                        .of(new PartialPushException(texts(all.subList(0, i)), texts(all.subList(i, all.size())), e));
            }
        }
    }

    private static List<String> texts(List<ImageReference> names) {
        return names.stream().map(ImageReference::toString).toList();
    }

    /**
     * The sink of an image for several platforms.
     *
     * @param bases the base image of each
     * @param workFolder for files in between
     */
    IndexSink index(AssembleImage step, List<BaseImage> bases, Path workFolder) {
        if (step.to().output() == Output.OCI) {
            Path partial = workFolder.resolve(PARTIAL);
            IndexSink archive = new OciLayout(partial, List.of(), Set.of());
            return (index, images) -> complete(partial, step.to(), () -> archive.write(index, images));
        }
        ImageSpec spec = step.image();
        return (index, images) -> each(spec, repository -> {
            RegistryClient client = clients.toPush(repository);
            for (int i = 0; i < images.size(); i++) {
                // Without a tag: only the index refers to it.
                new ImagePush(client, List.of(), Set.of(), neighbor(repository, bases.get(i)), log)
                        .write(images.get(i).image(), images.get(i).layers());
            }
            new ImagePush(client, spec.allTags(), Set.of(), Optional.empty(), log).write(index);
        });
    }

    private static ImageSink file(List<ImageReference> names, Destination to, Path partial) {
        ImageSink archive = to.output() == Output.OCI
                ? new OciLayout(partial, List.of(), Set.of())
                : new DockerArchive(partial, names, Set.of());
        return (image, layers) -> complete(partial, to, () -> archive.write(image, layers));
    }

    private interface Writing {
        void run() throws IOException, InterruptedException;
    }

    /** Others see the last image until this one is complete. */
    private static void complete(Path partial, Destination to, Writing writing)
            throws IOException, InterruptedException {
        Files.createDirectories(partial.resolveSibling(""));
        try {
            writing.run();
            Files.move(partial, to.file().orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private ImageSink engine(List<ImageReference> names, Optional<BuiltImage> earlier, Path partial) {
        return (image, layers) -> {
            Files.createDirectories(partial.resolveSibling(""));
            try {
                new EngineLoad(engine, names, earlier.map(ImageSinks::layers), partial).write(image, layers);
            } finally {
                Files.deleteIfExists(partial);
            }
        };
    }

    /** What the repository has of the last image. */
    private Set<Digest> known(ImageReference repository, ImageSpec spec, Optional<BuiltImage> earlier)
            throws IOException {
        if (earlier.isEmpty()) {
            return clients.toPush(repository).blobsOf(spec.name().tagOrLatest());
        }
        Set<Digest> known = layers(earlier.get());
        Digest.parse(earlier.get().imageId()).ifPresent(known::add);
        return known;
    }

    private static Set<Digest> layers(BuiltImage image) {
        return image.layers().stream()
                .map(LayerResult::digest)
                .flatMap(digest -> Digest.parse(digest).stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Optional<Neighbor> neighbor(ImageReference name, BaseImage base) {
        Set<Digest> layers = base.image().layers().stream().map(Layer::digest).collect(Collectors.toUnmodifiableSet());
        return base.repositoryIn(name.registry()).map(repository -> new Neighbor(repository, layers));
    }
}
