package io.github.dockerstrategy.oci.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.PackedLayer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes an image into an archive. The same image gives the same bytes.
 *
 * @param image the image
 * @param names all its names, each with a tag
 * @param layers where its layers lie, by digest; those that are not there are left out
 */
public record ImageArchiveWriter(Image image, List<ImageReference> names, Map<String, PackedLayer> layers) {

    public ImageArchiveWriter {
        names = List.copyOf(names);
        layers = Map.copyOf(layers);
    }

    /** As {@code docker save} writes it. */
    public void writeDocker(Path archive) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("Config", "config.json");
        entry.put("RepoTags", names.stream().map(ImageReference::toString).toList());
        entry.put(
                "Layers",
                image.layers().stream().map(ImageArchiveWriter::fileName).toList());
        try (TarArchiveOutputStream tar = tar(archive)) {
            for (String layer : present()) {
                writeReadable(tar, Objects.requireNonNull(layers.get(layer)));
            }
            write(tar, "config.json", image.configuration());
            write(tar, "manifest.json", Json.write(List.of(entry)));
        }
    }

    /** As an OCI image layout. */
    public void writeLayout(Path archive) throws IOException {
        writeLayout(archive, List.of(entry()));
    }

    /** The same for containerd, which wants to be told the image's names in full. */
    public void writeNamedLayout(Path archive) throws IOException {
        writeLayout(
                archive,
                names.stream()
                        .map(name -> {
                            Map<String, Object> entry = entry();
                            entry.put("annotations", Map.of("io.containerd.image.name", qualified(name)));
                            return entry;
                        })
                        .toList());
    }

    private void writeLayout(Path archive, List<Map<String, Object>> entries) throws IOException {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2);
        index.put("manifests", entries);
        try (TarArchiveOutputStream tar = tar(archive)) {
            write(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
            for (String layer : present()) {
                write(tar, blob(layer), Objects.requireNonNull(layers.get(layer)));
            }
            write(tar, blob(image.id()), image.configuration());
            write(tar, blob(image.digest()), image.manifest());
            write(tar, "index.json", Json.write(index));
        }
    }

    private Map<String, Object> entry() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("mediaType", image.mediaType());
        entry.put("digest", image.digest());
        entry.put("size", image.manifest().getBytes(UTF_8).length);
        return entry;
    }

    /** Those layers that are to be written, each once. */
    private Set<String> present() {
        Set<String> present = new LinkedHashSet<>();
        image.layers().stream()
                .map(Descriptor::digest)
                .filter(layers::containsKey)
                .forEach(present::add);
        return present;
    }

    private static String fileName(Descriptor layer) {
        String digest = layer.digest();
        return digest.substring(digest.indexOf(':') + 1)
                + (layer.compression() == Compression.ZSTD ? ".tar" : ".tar.gz");
    }

    private static String blob(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    /** containerd knows no short names. */
    private static String qualified(ImageReference name) {
        return name.registry() + "/" + name.repository() + ":" + name.tagOrLatest();
    }

    private static TarArchiveOutputStream tar(Path archive) throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file, "UTF-8");
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void write(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] content = text.getBytes(UTF_8);
        put(tar, name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void write(TarArchiveOutputStream tar, String name, PackedLayer layer) throws IOException {
        put(tar, name, layer.size());
        Files.copy(layer.file(), tar);
        tar.closeArchiveEntry();
    }

    /** Not every docker reads Zstandard in such an archive. Decompressed twice, as its size stands before it and it can be large. */
    private static void writeReadable(TarArchiveOutputStream tar, PackedLayer layer) throws IOException {
        if (layer.blob().compression() != Compression.ZSTD) {
            write(tar, fileName(layer.blob()), layer);
            return;
        }
        try (InputStream in = decompressed(layer)) {
            put(tar, fileName(layer.blob()), in.transferTo(OutputStream.nullOutputStream()));
        }
        try (InputStream in = decompressed(layer)) {
            in.transferTo(tar);
        }
        tar.closeArchiveEntry();
    }

    private static InputStream decompressed(PackedLayer layer) throws IOException {
        return layer.blob()
                .compression()
                .decompress(new BufferedInputStream(Files.newInputStream(layer.file())), layer.size());
    }

    private static void put(TarArchiveOutputStream tar, String name, long size) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(0);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
    }
}
