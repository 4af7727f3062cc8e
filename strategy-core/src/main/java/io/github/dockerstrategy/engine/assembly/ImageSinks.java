package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.registry.ImagePush;
import io.github.dockerstrategy.oci.registry.ImagePush.Neighbor;
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
            case TAR, OCI -> file(spec.names(), step.to(), workFolder.resolve(".image.partial"));
            case DAEMON -> engine(spec.names(), earlier, workFolder.resolve(".daemon.partial"));
            case REGISTRY ->
                new ImagePush(
                        clients.toPush(spec.name()), spec.allTags(), known(spec, earlier), neighbor(spec, base), log);
        };
    }

    /** The sink of one platform's image, which only an index refers to. */
    ImagePush untagged(ImageSpec spec, BaseImage base) {
        return new ImagePush(clients.toPush(spec.name()), List.of(), Set.of(), neighbor(spec, base), log);
    }

    /** The sink of an index. */
    ImagePush index(ImageSpec spec) {
        return new ImagePush(clients.toPush(spec.name()), spec.allTags(), Set.of(), Optional.empty(), log);
    }

    /** Others see the last image until this one is complete. */
    private static ImageSink file(List<ImageReference> names, Destination to, Path partial) {
        ImageSink archive = to.output() == Output.OCI
                ? new OciLayout(partial, List.of(), Set.of())
                : new DockerArchive(partial, names, Set.of());
        return (image, layers) -> {
            Files.createDirectories(partial.resolveSibling(""));
            try {
                archive.write(image, layers);
                Files.move(partial, to.file().orElseThrow(), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        };
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
    private Set<Digest> known(ImageSpec spec, Optional<BuiltImage> earlier) throws IOException {
        if (earlier.isEmpty()) {
            RegistryClient repository = clients.toPush(spec.name());
            return repository.blobsOf(spec.name().tagOrLatest());
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

    private static Optional<Neighbor> neighbor(ImageSpec spec, BaseImage base) {
        Set<Digest> layers = base.image().layers().stream().map(Layer::digest).collect(Collectors.toUnmodifiableSet());
        return base.repositoryIn(spec.name().registry()).map(repository -> new Neighbor(repository, layers));
    }
}
