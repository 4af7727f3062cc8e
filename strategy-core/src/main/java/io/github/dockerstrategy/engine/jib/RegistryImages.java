package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate.ContentDescriptorTemplate;
import com.google.cloud.tools.jib.registry.RegistryClient;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildLog;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Images that a registry has, to be looked into. */
public final class RegistryImages {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RegistryQuery query;

    /**
     * @param registries how registries are reached
     * @param log receives jib's own words
     */
    public RegistryImages(Registries registries, BuildLog log) {
        this.query = new RegistryQuery(registries, log);
    }

    /**
     * Writes an image to an archive such as {@code docker save} makes, its layers compressed as the registry has them.
     *
     * @param platform which image of an index
     * @throws ProblemException if the registry does not have it or does not answer, or the archive cannot be written
     */
    public void save(ImageName image, Platform platform, Path archive) {
        try {
            RegistryQuery.Answer answer = query.manifest(image);
            BuildableManifestTemplate manifest = query.forPlatform(answer, platform)
                    .orElseThrow(() -> new IOException("it has no image for " + platform));
            Files.createDirectories(archive.toAbsolutePath().resolveSibling(""));
            try (TarArchiveOutputStream tar =
                    new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                write(manifest, answer.client(), tar);
            }
        } catch (IOException | RegistryException | CredentialRetrievalException e) {
            throw JibProblems.of(e, "read", image, "<image>");
        }
    }

    private static void write(BuildableManifestTemplate manifest, RegistryClient client, TarArchiveOutputStream tar)
            throws IOException {
        ContentDescriptorTemplate configuration = manifest.getContainerConfiguration();
        String config = hex(configuration) + ".json";
        copy(client, configuration, config, tar);
        List<String> layers = new ArrayList<>();
        for (ContentDescriptorTemplate layer : manifest.getLayers()) {
            String name = hex(layer) + ".tar.gz";
            if (!layers.contains(name)) {
                copy(client, layer, name, tar);
            }
            layers.add(name);
        }
        byte[] index =
                JSON.writeValueAsBytes(List.of(Map.of("Config", config, "RepoTags", List.of(), "Layers", layers)));
        entry("manifest.json", index.length, tar);
        tar.write(index);
        tar.closeArchiveEntry();
    }

    private static String hex(ContentDescriptorTemplate descriptor) {
        return digest(descriptor).getHash();
    }

    private static DescriptorDigest digest(ContentDescriptorTemplate descriptor) {
        return java.util.Objects.requireNonNull(descriptor.getDigest());
    }

    private static void copy(
            RegistryClient client, ContentDescriptorTemplate descriptor, String name, TarArchiveOutputStream tar)
            throws IOException {
        entry(name, descriptor.getSize(), tar);
        client.pullBlob(digest(descriptor), size -> {}, bytes -> {}).writeTo(new KeptOpen(tar));
        tar.closeArchiveEntry();
    }

    private static void entry(String name, long size, TarArchiveOutputStream tar) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }

    /** jib closes what it has written a blob to. */
    private static final class KeptOpen extends FilterOutputStream {

        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
