package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads which layers an image archive has, and how large they are. */
final class ArchiveLayers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_JSON = 1 << 20;

    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, byte[]> small = new HashMap<>();

    private ArchiveLayers(Path archive) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(file)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                sizes.put(entry.getName(), entry.getSize());
                if (entry.getSize() < LARGEST_JSON && !entry.getName().endsWith(".tar.gz")) {
                    small.put(entry.getName(), tar.readAllBytes());
                }
            }
        }
    }

    /** The layers of a docker archive or an OCI layout archive, bottom first, all without a name. */
    static List<LayerResult> of(Path archive) throws IOException {
        ArchiveLayers read = new ArchiveLayers(archive);
        return read.small.containsKey("manifest.json") ? read.docker() : read.oci();
    }

    private List<LayerResult> docker() throws IOException {
        List<LayerResult> layers = new ArrayList<>();
        for (JsonNode layer : json("manifest.json").path(0).path("Layers")) {
            String name = layer.asText();
            layers.add(new LayerResult("", "sha256:" + name.replace(".tar.gz", ""), sizes.getOrDefault(name, 0L)));
        }
        return layers;
    }

    private List<LayerResult> oci() throws IOException {
        String manifest =
                json("index.json").path("manifests").path(0).path("digest").asText();
        List<LayerResult> layers = new ArrayList<>();
        for (JsonNode layer : json("blobs/" + manifest.replace(':', '/')).path("layers")) {
            layers.add(new LayerResult(
                    "", layer.path("digest").asText(), layer.path("size").asLong()));
        }
        return layers;
    }

    private JsonNode json(String name) throws IOException {
        byte[] bytes = small.get(name);
        if (bytes == null) {
            throw new IOException("the archive has no " + name);
        }
        return JSON.readTree(bytes);
    }
}
