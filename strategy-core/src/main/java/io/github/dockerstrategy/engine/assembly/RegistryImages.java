package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistryClient;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Images that a registry has, to be looked into. */
public final class RegistryImages {

    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String WHERE = parameter("image");

    private final RegistryClients clients;

    /**
     * @param registries how registries are reached
     * @param log hears of retries
     */
    public RegistryImages(Registries registries, BuildLog log) {
        this.clients = new RegistryClients(registries, log);
    }

    /**
     * Writes an image to an archive such as {@code docker save} makes, its layers compressed as the registry has them.
     *
     * @param platform which image of an index
     * @throws ProblemException if the registry does not have it or does not answer, or the archive cannot be written
     */
    public void save(ImageReference image, Platform platform, Path archive) {
        RegistryProblems problems = new RegistryProblems("read", image, WHERE);
        try {
            RegistryClient client = clients.toPull(image);
            RegistryClient.Manifest manifest =
                    client.manifest(image.digest().orElse(image.tagOrLatest())).orElseThrow(problems::notFound);
            if (manifest.isIndex()) {
                manifest = client.manifest(entry(manifest, image, platform)).orElseThrow(problems::notFound);
            }
            Files.createDirectories(archive.toAbsolutePath().resolveSibling(""));
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                write(manifest.document(), client, tar);
            }
        } catch (IOException e) {
            throw problems.of(e);
        }
    }

    private static String entry(RegistryClient.Manifest index, ImageReference image, Platform platform) {
        return Json.list(index.document().get("manifests")).stream()
                .map(Json::object)
                .filter(entry -> isFor(platform, Json.object(entry.get("platform"))))
                .map(entry -> String.valueOf(entry.get("digest")))
                .filter(digest -> DIGEST.matcher(digest).matches())
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.ofEnvironment(
                        "image-not-in-registry",
                        "Cannot read " + image + ": it has no image for " + platform + ".",
                        WHERE,
                        "check the platforms that were pushed")));
    }

    private static boolean isFor(Platform platform, Map<String, Object> entry) {
        return platform.os().equals(entry.get("os")) && platform.architecture().equals(entry.get("architecture"));
    }

    private static void write(Map<String, Object> manifest, RegistryClient client, TarArchiveOutputStream tar)
            throws IOException {
        Descriptor configuration = blob(Json.object(manifest.get("config")));
        String config = hex(configuration) + ".json";
        copy(client, configuration, config, tar);
        List<String> layers = new ArrayList<>();
        for (Object layer : Json.list(manifest.get("layers"))) {
            String name = hex(blob(layer)) + ".tar.gz";
            if (!layers.contains(name)) {
                copy(client, blob(layer), name, tar);
            }
            layers.add(name);
        }
        byte[] index = Json.write(List.of(Map.of("Config", config, "RepoTags", List.of(), "Layers", layers)))
                .getBytes(StandardCharsets.UTF_8);
        start(tar, "manifest.json", index.length);
        tar.write(index);
        tar.closeArchiveEntry();
    }

    private static Descriptor blob(Object descriptor) throws IOException {
        Map<String, Object> fields = Json.object(descriptor);
        String digest = String.valueOf(fields.get("digest"));
        if (!DIGEST.matcher(digest).matches() || !(fields.get("size") instanceof Long size)) {
            throw new IOException("the manifest has a descriptor without digest and size");
        }
        return new Descriptor(digest, size);
    }

    private static String hex(Descriptor blob) {
        return blob.digest().substring("sha256:".length());
    }

    private static void copy(RegistryClient client, Descriptor blob, String name, TarArchiveOutputStream tar)
            throws IOException {
        start(tar, name, blob.size());
        client.copy(blob, tar);
        tar.closeArchiveEntry();
    }

    private static void start(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }
}
