package io.github.dockerstrategy.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small docker archives. */
final class Archives {

    private Archives() {}

    /** An image of layers, each of which maps paths to contents. */
    static Path image(Path file, boolean compressed, List<Map<String, String>> layers) {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            List<String> diffIds = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            for (Map<String, String> layer : layers) {
                byte[] plain = layer(layer);
                diffIds.add("sha256:" + sha256(plain));
                paths.add(sha256(plain) + (compressed ? ".tar.gz" : "/layer.tar"));
                put(tar, paths.get(paths.size() - 1), compressed ? packed(plain) : plain);
            }
            byte[] config = new ObjectMapper()
                    .writeValueAsBytes(Map.of(
                            "config",
                            Map.of("User", "1000", "Env", List.of("PATH=/bin")),
                            "rootfs",
                            Map.of("type", "layers", "diff_ids", diffIds)));
            put(tar, "config.json", config);
            put(
                    tar,
                    "manifest.json",
                    new ObjectMapper()
                            .writeValueAsBytes(
                                    List.of(new LinkedHashMap<>(Map.of("Config", "config.json", "Layers", paths)))));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes a layer has, compressed. */
    static long packedSize(Map<String, String> layer) {
        try {
            return packed(layer(layer)).length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] layer(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(tar, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path);
        entry.setModTime(1000);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
