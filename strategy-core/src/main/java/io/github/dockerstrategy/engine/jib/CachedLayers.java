package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.WholeFile;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Watches over a cache of jib's, which believes every file in it: a layer that a crash of the machine cut short would silently go into
 * each image from then on. So the sizes of whole layers are written down beside them, and what differs is removed and made again.
 *
 * @param folder jib's cache
 */
record CachedLayers(Path folder) {

    private static final String DIGEST = "[0-9a-f]{64}";

    /** Removes what is not whole. */
    void removeBroken() throws IOException {
        for (Path layer : list(folder.resolve("layers"))) {
            Path size = sizeOf(layer);
            if (Files.exists(size) && !Files.readString(size).equals(size(layer))) {
                delete(layer);
            }
        }
        for (Path selector : list(folder.resolve("selectors"))) {
            if (!isWhole(selector)) {
                Files.deleteIfExists(selector);
            }
        }
    }

    /** Notes the sizes of the layers that are there after a build that went well. */
    void remember() throws IOException {
        for (Path layer : list(folder.resolve("layers"))) {
            Path size = sizeOf(layer);
            if (Files.notExists(size)) {
                new WholeFile(size).write(size(layer));
            }
        }
    }

    /** Notes that layers were used just now. */
    void use(List<LayerResult> layers) throws IOException {
        FileTime now = FileTime.from(Instant.now());
        for (LayerResult layer : layers) {
            String digest = layer.digest();
            Path size = sizeOf(Path.of(digest.substring(digest.indexOf(':') + 1)));
            if (Files.exists(size)) {
                Files.setLastModifiedTime(size, now);
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
        String digest = String.valueOf(layer.getFileName());
        for (String names : List.of("selectors", "keys")) {
            for (Path name : list(folder.resolve(names))) {
                if (Files.readString(name).strip().endsWith(digest)) {
                    Files.deleteIfExists(name);
                }
            }
        }
    }

    private Path sizeOf(Path layer) {
        return folder.resolve("sizes").resolve(layer.getFileName());
    }

    private static boolean isWhole(Path selector) throws IOException {
        try {
            return Files.readString(selector).strip().matches(DIGEST);
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Names and sizes of a layer's files: one, as jib makes them. */
    private static String size(Path layer) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : list(layer)) {
            text.append(Files.size(file)).append(' ').append(file.getFileName()).append('\n');
        }
        return text.toString();
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
