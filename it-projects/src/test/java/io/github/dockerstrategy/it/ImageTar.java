package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** An image in an archive: as {@code docker save} writes it, or an OCI image layout. */
public final class ImageTar {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, byte[]> documents = new LinkedHashMap<>();
    private final JsonNode config;
    private final List<String> blobs;
    private final List<String> names;

    private ImageTar(Path file) throws IOException {
        this.file = file;
        readDocuments();
        if (documents.containsKey("manifest.json")) {
            JsonNode manifest = json("manifest.json").get(0);
            config = json(manifest.get("Config").asText());
            blobs = texts(manifest.get("Layers"));
            names = texts(manifest.path("RepoTags"));
        } else {
            JsonNode index = json("index.json").get("manifests").get(0);
            JsonNode manifest = json(blob(index));
            config = json(blob(manifest.get("config")));
            blobs = StreamSupport.stream(manifest.get("layers").spliterator(), false)
                    .map(ImageTar::blob)
                    .toList();
            String name =
                    index.path("annotations").path("io.containerd.image.name").asText("");
            names = name.isEmpty() ? List.of() : List.of(name);
        }
    }

    /** Reads the archive's documents; its layers are read when they are asked for. */
    public static ImageTar at(Path file) {
        try {
            return new ImageTar(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the image " + file, e);
        }
    }

    public Path file() {
        return file;
    }

    /** The names with tags that the archive gives the image. */
    public List<String> names() {
        return names;
    }

    /** The whole configuration of the image, as JSON. */
    public JsonNode config() {
        return config;
    }

    public List<String> entrypoint() {
        return texts(container("Entrypoint"));
    }

    public List<String> cmd() {
        return texts(container("Cmd"));
    }

    public String user() {
        return container("User").asText("");
    }

    public String workingDirectory() {
        return container("WorkingDir").asText("");
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        for (String variable : texts(container("Env"))) {
            int equals = variable.indexOf('=');
            variables.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return variables;
    }

    public Map<String, String> labels() {
        Map<String, String> labels = new TreeMap<>();
        container("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    public List<String> ports() {
        return keys(container("ExposedPorts"));
    }

    public List<String> volumes() {
        return keys(container("Volumes"));
    }

    public String platform() {
        return config.path("os").asText() + "/" + config.path("architecture").asText();
    }

    /** When the image says that it was made. */
    public String created() {
        return config.path("created").asText();
    }

    /** The names of all layers, bottom first: their comments in the image's history, or what made them. */
    public List<String> layerNames() {
        List<String> found = new ArrayList<>();
        for (JsonNode entry : config.path("history")) {
            if (!entry.path("empty_layer").asBoolean()) {
                String comment = entry.path("comment").asText("");
                found.add(comment.isEmpty() ? entry.path("created_by").asText("") : comment);
            }
        }
        while (found.size() < blobs.size()) {
            found.add("");
        }
        return found;
    }

    /** The names of the layers that lie above the base: ours are words, a Dockerfile's are commands. Those of a split count as one. */
    public List<String> layerNamesAboveBase() {
        return layerNames().stream()
                .filter(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .map(ImageTar::withoutNumber)
                .distinct()
                .toList();
    }

    private static String withoutNumber(String name) {
        return name.replaceFirst("^(dependencies)-\\d+$", "$1");
    }

    /** The layer of that name, or all of a split as if they were one. */
    public ImageLayer layer(String name) {
        List<String> names = layerNames();
        List<ImageLayer> parts = IntStream.range(0, names.size())
                .filter(index -> withoutNumber(names.get(index)).equals(name)
                        && !names.get(index).equals(name))
                .mapToObj(this::layer)
                .toList();
        if (!parts.isEmpty()) {
            return ImageLayer.joined(name, parts);
        }
        int index = names.indexOf(name);
        if (index < 0) {
            throw new AssertionError("no layer " + name + " in " + file + ", only " + layerNames());
        }
        return layer(index);
    }

    /** What a container sees of the layers above the base: later layers replace what earlier ones have. */
    public Map<String, TarEntry> filesAboveBase() {
        Map<String, TarEntry> files = new TreeMap<>();
        for (String name : layerNamesAboveBase()) {
            layer(name).entries().forEach(entry -> files.put(entry.path(), entry));
        }
        return files;
    }

    /** Writes the image as {@code docker save} would, which every engine can load. */
    public void writeDockerArchive(Path target, String name) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("Config", "config.json");
        manifest.put("RepoTags", List.of(name));
        manifest.put("Layers", blobs);
        try (TarFile tar = new TarFile(file);
                TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(target))) {
            write(out, "config.json", JSON.writeValueAsBytes(config));
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (blobs.contains(entry.getName())) {
                    out.putArchiveEntry(entry);
                    try (InputStream stream = tar.getInputStream(entry)) {
                        stream.transferTo(out);
                    }
                    out.closeArchiveEntry();
                }
            }
            write(out, "manifest.json", JSON.writeValueAsBytes(List.of(manifest)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target, e);
        }
    }

    private static void write(TarArchiveOutputStream out, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }

    /** What a container sees at a path that the layers above the base have. */
    public TarEntry file(String path) {
        TarEntry entry = filesAboveBase().get(path);
        if (entry == null) {
            throw new AssertionError(
                    "no " + path + " in " + file + ", only " + filesAboveBase().keySet());
        }
        return entry;
    }

    private ImageLayer layer(int index) {
        try (TarFile tar = new TarFile(file)) {
            TarArchiveEntry entry = tar.getEntries().stream()
                    .filter(found -> found.getName().equals(blobs.get(index)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + blobs.get(index) + " in " + file));
            try (InputStream stream = tar.getInputStream(entry)) {
                return ImageLayer.read(layerNames().get(index), entry.getName(), stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the image " + file, e);
        }
    }

    /** Keeps everything small: configuration and manifests are, and what is not needed does no harm. */
    private void readDocuments() throws IOException {
        try (TarFile tar = new TarFile(file)) {
            for (TarArchiveEntry entry : tar.getEntries()) {
                if (entry.isFile() && entry.getSize() < 256 * 1024) {
                    try (InputStream stream = tar.getInputStream(entry)) {
                        documents.put(entry.getName(), stream.readAllBytes());
                    }
                }
            }
        }
    }

    private JsonNode container(String key) {
        return config.path("config").path(key);
    }

    private JsonNode json(String name) throws IOException {
        byte[] document = documents.get(name);
        if (document == null) {
            throw new IOException("no " + name + " in " + file);
        }
        return JSON.readTree(document);
    }

    private static String blob(JsonNode descriptor) {
        return "blobs/" + descriptor.get("digest").asText().replace(':', '/');
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys.stream().sorted().toList();
    }
}
