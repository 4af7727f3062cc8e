package io.github.dockerstrategy.engine.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.store.LayerStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A base image in an archive as {@code docker save} and {@code podman save} write it, or in an OCI layout; compressed with gzip, or not.
 * Its layers are put into the cache in gzip.
 */
final class BaseImageArchive {

    private static final int AT_ONCE = 1 << 16;
    private static final int LARGEST_DOCUMENT = 4 << 20;
    private static final int LARGEST_DOCUMENTS = 64 << 20;
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;
    private static final String MANIFEST = "manifest.json";
    private static final String INDEX = "index.json";

    private final Path file;
    private final LayerStore folder;
    private final BaseImageProblems problems;
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    private byte[] manifest = {};
    private byte[] configuration = {};

    /**
     * @param file the archive
     * @param cache the cache for base images
     */
    BaseImageArchive(Path file, Path cache, BaseImageProblems problems) {
        this.file = file;
        this.folder = new LayerStore(cache);
        this.problems = problems;
    }

    /** A manifest of the image that was read, as a registry could have it. */
    byte[] manifest() {
        return manifest.clone();
    }

    /** The configuration of the image that was read. */
    byte[] configuration() {
        return configuration.clone();
    }

    /** Reads it; of several platforms the image for {@code platform}. Its layers are in the cache then. */
    void read(Platform platform) throws IOException {
        try {
            readDocuments();
        } catch (IOException e) {
            throw problems.badArchive("it is no tar archive, or a damaged one (" + e.getMessage() + ")");
        }
        List<String> names = documents.containsKey(MANIFEST) ? docker() : oci(platform);
        Map<String, Object> document = object(configuration, "its configuration");
        List<Object> diffIds = Json.list(Json.object(document.get("rootfs")).get("diff_ids"));
        if (diffIds.size() != names.size()) {
            throw problems.malformed(
                    "it has " + names.size() + " layers, its configuration " + diffIds.size() + " diff IDs");
        }
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < diffIds.size(); i++) {
            String before = wanted.put(target(names.get(i)), String.valueOf(diffIds.get(i)));
            if (before != null && !before.equals(diffIds.get(i))) {
                throw problems.malformed("one layer has two diff IDs");
            }
        }
        Map<String, PackedLayer> packed = layers(wanted);
        manifest = manifest(names.stream()
                .map(name -> Objects.requireNonNull(packed.get(target(name))))
                .toList());
    }

    private byte[] manifest(List<PackedLayer> layers) throws IOException {
        Map<String, Object> document = new TreeMap<>();
        document.put("schemaVersion", 2);
        document.put(
                "config",
                descriptor(
                        "application/vnd.docker.container.image.v1+json",
                        Image.digest(configuration),
                        configuration.length));
        document.put(
                "layers",
                layers.stream()
                        .map(layer -> descriptor(Compression.GZIP.dockerType(), layer.digest(), layer.size()))
                        .toList());
        return Json.write(document).getBytes(UTF_8);
    }

    private static Map<String, Object> descriptor(String mediaType, String digest, long size) {
        return new TreeMap<>(Map.of("mediaType", mediaType, "digest", digest, "size", size));
    }

    private void readDocuments() throws IOException {
        long all = 0;
        try (TarArchiveInputStream tar = open()) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = normalized(entry.getName());
                if (entry.isLink() || entry.isSymbolicLink()) {
                    links.put(name, linkTarget(entry, name));
                } else if (entry.isFile() && entry.getSize() <= LARGEST_DOCUMENT && mayBeDocument(name)) {
                    all += entry.getSize();
                    if (all > LARGEST_DOCUMENTS) {
                        throw new IOException("its documents are larger than " + LARGEST_DOCUMENTS + " bytes");
                    }
                    documents.put(name, tar.readAllBytes());
                }
            }
        }
    }

    private static boolean mayBeDocument(String name) {
        return name.endsWith(".json") || name.startsWith("blobs/");
    }

    private List<String> docker() throws IOException {
        List<Object> images = Json.list(json(bytes(MANIFEST), MANIFEST));
        if (images.size() != 1) {
            throw problems.badArchive("it has " + images.size() + " images, not one");
        }
        Map<String, Object> image = Json.object(images.get(0));
        configuration = bytes(String.valueOf(image.get("Config")));
        return Json.list(image.get("Layers")).stream().map(String::valueOf).toList();
    }

    private List<String> oci(Platform platform) throws IOException {
        if (!documents.containsKey(INDEX)) {
            throw problems.badArchive("it has neither manifest.json nor index.json");
        }
        Map<String, Object> document = object(bytes(INDEX), INDEX);
        for (int depth = 0; document.containsKey("manifests"); depth++) {
            if (depth > 2) {
                throw problems.malformed("its indexes are nested too deep");
            }
            List<Object> entries = Json.list(document.get("manifests"));
            Map<String, Object> entry = entries.size() == 1
                    ? Json.object(entries.get(0))
                    : new BaseIndex(document, problems).entry(platform);
            document = object(blob(BaseImage.descriptor("a manifest", entry, problems)), "its manifest");
        }
        configuration = blob(BaseImage.descriptor("its configuration", Json.object(document.get("config")), problems));
        return Json.list(document.get("layers")).stream()
                .map(layer -> BaseImage.descriptor("a layer", Json.object(layer), problems))
                .map(layer -> name(layer.digest()))
                .toList();
    }

    private byte[] blob(Descriptor blob) {
        byte[] bytes = bytes(name(blob.digest()));
        if (!Image.digest(bytes).equals(blob.digest())) {
            throw problems.mismatch("its blob " + blob.digest() + " has the digest " + Image.digest(bytes));
        }
        return bytes;
    }

    private static String name(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    private byte[] bytes(String name) {
        byte[] bytes = documents.get(target(name));
        if (bytes == null) {
            throw problems.badArchive("it has no " + name);
        }
        return bytes;
    }

    private Map<String, Object> object(byte[] bytes, String what) {
        if (json(bytes, what) instanceof Map<?, ?> map) {
            return Json.object(map);
        }
        throw problems.malformed(what + " is no JSON object");
    }

    private @Nullable Object json(byte[] bytes, String what) {
        try {
            return Json.read(bytes);
        } catch (IOException e) {
            throw problems.malformed(what + " is not JSON, or nested too deep");
        }
    }

    /** Puts the layers of those names into the cache. */
    private Map<String, PackedLayer> layers(Map<String, String> wanted) throws IOException {
        Map<String, PackedLayer> packed = new HashMap<>();
        try (TarArchiveInputStream tar = open()) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = normalized(entry.getName());
                String diffId = wanted.get(name);
                if (diffId != null && entry.isFile()) {
                    packed.put(name, folder.add(into -> pack(tar, into, name, diffId)));
                }
            }
        }
        Set<String> missing = new HashSet<>(wanted.keySet());
        missing.removeAll(packed.keySet());
        if (!missing.isEmpty()) {
            throw problems.badArchive("it has no layer " + missing.iterator().next());
        }
        return packed;
    }

    private PackedLayer pack(TarArchiveInputStream tar, Path into, String name, String diffId) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(tar, AT_ONCE);
        int magic = magic(raw);
        Compression packed = magic == ZSTD ? Compression.ZSTD : Compression.NONE;
        InputStream in = packed.decompress(raw, tar.getCurrentEntry().getSize());
        MessageDigest digest = Sha256.start();
        MessageDigest plain = Sha256.start();
        boolean compressed = magic == GZIP;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(into), digest);
                OutputStream all =
                        compressed ? out : new DigestOutputStream(new GZIPOutputStream(out, AT_ONCE), plain)) {
            BaseLayers.copy(in, all, Long.MAX_VALUE, bytes -> {});
        } catch (BaseLayers.Cut e) {
            throw problems.malformed("its layer " + name + " cannot be decompressed (" + e.getMessage() + ")");
        }
        if (compressed) {
            BaseLayers.checkDiffId(into, Compression.GZIP, diffId, problems);
        } else if (!LayerStore.digest(Sha256.hex(plain)).equals(diffId)) {
            throw problems.mismatch("its layer " + name + " has not the diff ID " + diffId);
        }
        return folder.layer(new Descriptor(LayerStore.digest(Sha256.hex(digest)), Files.size(into)), diffId);
    }

    private TarArchiveInputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), AT_ONCE);
        boolean compressed = magic(in) == GZIP;
        return new TarArchiveInputStream(compressed ? Compression.GZIP.decompress(in, Files.size(file)) : in);
    }

    private static int magic(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        return magic;
    }

    /** The name of the file that a link leads to, or the name itself. */
    private String target(String name) {
        String normalized = normalized(name);
        return links.getOrDefault(normalized, normalized);
    }

    private static String linkTarget(TarArchiveEntry entry, String name) {
        int slash = name.lastIndexOf('/');
        String folder = entry.isSymbolicLink() && slash >= 0 ? name.substring(0, slash + 1) : "";
        return normalized(folder + entry.getLinkName());
    }

    private static String normalized(String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
