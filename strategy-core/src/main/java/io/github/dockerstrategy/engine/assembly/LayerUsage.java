package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * When the layers of a cache were used last, and what is forgotten with them.
 *
 * @param folder the cache
 */
record LayerUsage(Path folder) {

    /** Notes what is there after a build that went well. */
    void remember() throws IOException {
        for (Path layer : list(folder.resolve("layers"))) {
            Path size = sizeOf(layer);
            if (Files.notExists(size)) {
                new CacheNote(size).write(String.valueOf(layer.getFileName()));
            }
        }
    }

    /** Notes that layers were used just now. */
    void use(List<LayerResult> layers) {
        for (LayerResult layer : layers) {
            String digest = layer.digest();
            Path size = sizeOf(Path.of(digest.substring(digest.indexOf(':') + 1)));
            if (Files.exists(size)) {
                new CacheNote(size).touch();
            }
        }
    }

    /** When a layer was used last, as far as is known. */
    Instant lastUse(Path layer) throws IOException {
        Path size = sizeOf(layer);
        return Files.getLastModifiedTime(Files.exists(size) ? size : layer).toInstant();
    }

    /** Forgets a layer that is not there any more, and the names it was found under. */
    void forget(Path layer) throws IOException {
        Files.deleteIfExists(sizeOf(layer));
        Files.deleteIfExists(folder.resolve("checked").resolve(layer.getFileName()));
        String digest = String.valueOf(layer.getFileName());
        for (Path name : list(folder.resolve("keys"))) {
            if (new String(Files.readAllBytes(name), StandardCharsets.ISO_8859_1).contains(digest)) {
                Files.deleteIfExists(name);
            }
        }
    }

    private Path sizeOf(Path layer) {
        return folder.resolve("sizes").resolve(layer.getFileName());
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList();
        }
    }

    static void delete(Path layer) throws IOException {
        try (Stream<Path> paths = Files.walk(layer)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
