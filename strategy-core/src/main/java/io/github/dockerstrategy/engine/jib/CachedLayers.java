package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.CheckedLayer;
import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.project.CacheNote;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Watches over a cache of jib's, which believes every file in it: a layer that was damaged would silently go into each image from then on. So
 * layers are read before jib uses them, unless nothing has happened to them since; what jib keeps of images is compared with a hash that
 * is written down beside it. What is damaged is removed and made again.
 *
 * @param folder jib's cache
 */
record CachedLayers(Path folder) {

    private static final String DIGEST = "[0-9a-f]{64}";

    /** Removes what is not whole. */
    void removeBroken() throws IOException {
        for (Path layer : list(folder.resolve("layers"))) {
            if (!isWhole(list(layer), "sha256:" + layer.getFileName())) {
                delete(layer);
            }
        }
        for (Path layer : list(folder.resolve("local"))) {
            for (Path file : list(layer)) {
                String name = String.valueOf(file.getFileName());
                if (name.matches(DIGEST) && !isWhole(List.of(file), "sha256:" + name)) {
                    delete(layer);
                }
            }
        }
        for (Path selector : list(folder.resolve("selectors"))) {
            if (!isSelector(selector)) {
                Files.deleteIfExists(selector);
            }
        }
        for (Path document : documents()) {
            Optional<String> hash = note(document).read();
            if (hash.isPresent() && Files.exists(document) && !hash.get().equals(Sha256.hex(document))) {
                Files.deleteIfExists(document);
            }
        }
    }

    private boolean isWhole(List<Path> files, String digest) throws IOException {
        for (Path file : files) {
            if (Files.isRegularFile(file) && !new CheckedLayer(folder, file).holds(digest)) {
                return false;
            }
        }
        return true;
    }

    /** Notes what is there after a build that went well. */
    void remember() throws IOException {
        for (Path layer : list(folder.resolve("layers"))) {
            Path size = sizeOf(layer);
            if (Files.notExists(size)) {
                new CacheNote(size).write(String.valueOf(layer.getFileName()));
            }
        }
        for (Path document : documents()) {
            String hash = Sha256.hex(document);
            if (!note(document).read().equals(Optional.of(hash))) {
                note(document).write(hash);
            }
        }
    }

    /** What jib keeps of images: manifests and configurations, which decide what is built on them. */
    private List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String name : List.of("images", "local/config")) {
            Path images = folder.resolve(name);
            if (Files.isDirectory(images)) {
                try (Stream<Path> paths = Files.walk(images)) {
                    paths.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".lock"))
                            .forEach(documents::add);
                }
            }
        }
        return documents;
    }

    private CacheNote note(Path document) {
        return new CacheNote(folder.resolve("hashes")
                .resolve(Sha256.hex(folder.relativize(document).toString()).substring(0, 40)));
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
        for (String names : List.of("selectors", "keys")) {
            for (Path name : list(folder.resolve(names))) {
                if (new String(Files.readAllBytes(name), StandardCharsets.ISO_8859_1).contains(digest)) {
                    Files.deleteIfExists(name);
                }
            }
        }
    }

    private Path sizeOf(Path layer) {
        return folder.resolve("sizes").resolve(layer.getFileName());
    }

    private static boolean isSelector(Path selector) throws IOException {
        try {
            return new String(Files.readAllBytes(selector), StandardCharsets.ISO_8859_1)
                    .strip()
                    .matches(DIGEST);
        } catch (NoSuchFileException e) {
            return true;
        }
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
