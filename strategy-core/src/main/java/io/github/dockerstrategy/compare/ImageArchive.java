package io.github.dockerstrategy.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.compare.ImageContents.LayerContents;
import io.github.dockerstrategy.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** Reads image archives, each layer once: images of one comparison share most of theirs. */
final class ImageArchive {

    private static final List<String> CONFIG =
            List.of("Entrypoint", "Cmd", "User", "WorkingDir", "ExposedPorts", "Labels", "Volumes", "Healthcheck");
    private static final Pattern LAYER_NAME = Pattern.compile("layers/([a-z][a-z0-9-]*)(?:\\.tar|/)");
    private static final String PACKED = ".tar.gz";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, LayerContents> known = new HashMap<>();

    /**
     * Reads an image.
     *
     * @param archive a docker archive, such as {@code docker save} writes
     * @param names names of its layers, bottom first, where the builder told them; else empty
     */
    ImageContents read(Path archive, List<String> names) {
        try (TarFile tar = new TarFile(archive)) {
            Map<String, TarArchiveEntry> entries = new HashMap<>();
            tar.getEntries().forEach(entry -> entries.put(entry.getName(), entry));
            JsonNode manifest =
                    JSON.readTree(bytes(tar, entries, "manifest.json")).path(0);
            byte[] config = bytes(tar, entries, manifest.path("Config").asText());
            JsonNode image = JSON.readTree(config);
            List<String> told = names.stream().allMatch(String::isEmpty) ? fromHistory(image) : names;
            List<LayerContents> layers = new ArrayList<>();
            JsonNode ids = image.at("/rootfs/diff_ids");
            for (int i = 0; i < ids.size(); i++) {
                String path = manifest.path("Layers").path(i).asText();
                LayerContents layer = layer(tar, entries, ids.path(i).asText(), path);
                layers.add(i < told.size() ? layer.named(told.get(i)) : layer);
            }
            return new ImageContents(
                    "sha256:" + Sha256.hex(config), config.length, config(image.path("config")), layers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + archive, e);
        }
    }

    private LayerContents layer(TarFile tar, Map<String, TarArchiveEntry> entries, String diffId, String path)
            throws IOException {
        LayerContents found = known.get(diffId);
        TarArchiveEntry entry = followed(entries, path);
        // What a registry has packed, is as large as it says there; what is not packed, as large as it was elsewhere.
        if (found == null || (path.endsWith(PACKED) && found.packed() != entry.getSize())) {
            found = LayerReader.read(diffId, entry.getSize(), () -> tar.getInputStream(entry));
            known.put(diffId, found);
        }
        return found;
    }

    /** Equal layers are links in some archives. */
    private static TarArchiveEntry followed(Map<String, TarArchiveEntry> entries, String path) throws IOException {
        TarArchiveEntry entry = entries.get(path);
        if (entry == null) {
            throw new IOException("no " + path + " in it");
        }
        if (entry.isSymbolicLink()) {
            String target = Path.of(path)
                    .resolveSibling(entry.getLinkName())
                    .normalize()
                    .toString();
            return followed(entries, target.replace('\\', '/'));
        }
        return entry.isLink() ? followed(entries, entry.getLinkName()) : entry;
    }

    private static byte[] bytes(TarFile tar, Map<String, TarArchiveEntry> entries, String path) throws IOException {
        try (InputStream in = tar.getInputStream(followed(entries, path))) {
            return in.readAllBytes();
        }
    }

    /** Our Dockerfiles name each layer in the instruction that makes it. */
    private static List<String> fromHistory(JsonNode image) {
        List<String> names = new ArrayList<>();
        for (JsonNode step : image.path("history")) {
            if (!step.path("empty_layer").asBoolean()) {
                Matcher name = LAYER_NAME.matcher(step.path("created_by").asText());
                names.add(name.find() ? name.group(1) : "");
            }
        }
        return names;
    }

    private static Map<String, String> config(JsonNode config) {
        TreeMap<String, String> found = new TreeMap<>();
        for (String key : CONFIG) {
            JsonNode value = config.path(key);
            if (value.isTextual() ? !value.asText().isEmpty() : !value.isEmpty()) {
                found.put(key, value.isTextual() ? value.asText() : sorted(value));
            }
        }
        TreeSet<String> environment = new TreeSet<>();
        config.path("Env").forEach(variable -> environment.add(variable.asText()));
        found.put("Env", String.join(" ", environment));
        return found;
    }

    /** Labels and the like have no order. */
    private static String sorted(JsonNode value) {
        if (!value.isObject()) {
            return value.toString();
        }
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields.toString();
    }
}
