package io.github.dockerstrategy.engine.assembly;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.testing.TarPicture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** An image archive as it lies on the disk, read without jib. */
public final class ArchivedImage {

    private static final byte GZIP = 0x1f;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> files;

    private ArchivedImage(Map<String, byte[]> files) {
        this.files = files;
    }

    public static ArchivedImage read(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            return new ArchivedImage(untar(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String name) {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new AssertionError("no " + name + " among " + files.keySet());
        }
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The manifest of an OCI layout. */
    JsonNode ociManifest() {
        return json(blob(json("index.json").path("manifests").path(0)));
    }

    /** The image's configuration, in either form of archive. */
    public JsonNode config() {
        return files.containsKey("manifest.json")
                ? json(json("manifest.json").path(0).path("Config").asText())
                : json(blob(ociManifest().path("config")));
    }

    /** The config without history, layers and what is empty; variables are sorted, as their order has no meaning. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        config().properties().forEach(field -> settings.put(field.getKey(), field.getValue()));
        settings.keySet().removeAll(List.of("history", "rootfs", "config"));
        config().path("config").properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (!value.isEmpty() || (value.isValueNode() && !value.asText().isEmpty())) {
                settings.put("config." + field.getKey(), value);
            }
        });
        Set<String> variables = new TreeSet<>();
        config().at("/config/Env").forEach(variable -> variables.add(variable.asText()));
        settings.put("config.Env", variables);
        return settings;
    }

    /** One picture a layer, bottom first: type, mode, owner, time and content of each entry. */
    public List<String> layers() {
        List<String> names = new ArrayList<>();
        if (files.containsKey("manifest.json")) {
            json("manifest.json").path(0).path("Layers").forEach(layer -> names.add(layer.asText()));
        } else {
            ociManifest().path("layers").forEach(layer -> names.add(blob(layer)));
        }
        return names.stream().map(this::layer).toList();
    }

    /** Digest and size of each layer, bottom first. */
    List<LayerResult> layerResults() {
        List<LayerResult> results = new ArrayList<>();
        if (files.containsKey("manifest.json")) {
            json("manifest.json")
                    .path(0)
                    .path("Layers")
                    .forEach(layer -> results.add(new LayerResult(
                            "",
                            "sha256:" + layer.asText().replace(".tar.gz", ""),
                            requireNonNull(files.get(layer.asText())).length)));
        } else {
            ociManifest()
                    .path("layers")
                    .forEach(layer -> results.add(new LayerResult(
                            "",
                            layer.path("digest").asText(),
                            layer.path("size").asLong())));
        }
        return results;
    }

    private static String blob(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
    }

    private String layer(String name) {
        byte[] bytes = files.getOrDefault(name, new byte[0]);
        boolean compressed = bytes.length > 0 && bytes[0] == GZIP;
        InputStream in = new ByteArrayInputStream(bytes);
        try (InputStream stream = compressed ? new GZIPInputStream(in) : in) {
            return TarPicture.of(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> untar(InputStream stream) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(stream)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
