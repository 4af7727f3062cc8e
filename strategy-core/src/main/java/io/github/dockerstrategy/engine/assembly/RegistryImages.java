package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.AnyManifest;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.ReferencedImage;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistryClient;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.oci.store.DockerArchive;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads images in registries into archives. */
public final class RegistryImages {

    private static final String WHERE = parameter("image");

    private final RegistryClients clients;

    /**
     * @param registries how registries are reached
     * @param log receives retries
     */
    public RegistryImages(Registries registries, BuildLog log) {
        this.clients = new RegistryClients(registries, log);
    }

    /**
     * Writes an image into an archive such as {@code docker save} makes, its layers compressed as the registry has them.
     *
     * @param platform which image of an index
     * @throws ProblemException if the registry does not have it or does not answer, or the archive cannot be written
     */
    public void save(ImageReference image, Platform platform, Path archive) throws InterruptedException {
        RegistryProblems problems = new RegistryProblems("read", image, WHERE);
        RegistryClient client = clients.toPull(image);
        try {
            Optional<Digest> digest = image.digest().isPresent()
                    ? image.digest()
                    : client.manifest(image.tagOrLatest()).map(AnyManifest::digest);
            Image found = new ReferencedImage(client, digest.orElseThrow(problems::notFound)).read(platform);
            Files.createDirectories(archive.toAbsolutePath().resolveSibling(""));
            new DockerArchive(archive, List.of(), Set.of()).write(found, new RegistryLayers(client));
        } catch (InvalidImageException e) {
            throw new ProblemException(Problem.ofEnvironment(
                    "image-not-in-registry",
                    "Cannot read " + image + ": it " + e.getMessage() + ".",
                    WHERE,
                    "check the platforms that were pushed"));
        } catch (IOException e) {
            throw problems.of(e);
        }
    }

    /** Layers that are read from the registry, each once. */
    private record RegistryLayers(RegistryClient client) implements LayerSource {

        @Override
        public void fetch(List<Layer> layers) {
            // Each is downloaded when it is opened.
        }

        @Override
        public InputStream open(Layer layer) throws IOException {
            return client.openVerified(layer.descriptor());
        }
    }
}
