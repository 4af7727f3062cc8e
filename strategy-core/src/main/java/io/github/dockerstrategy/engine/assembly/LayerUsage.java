package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileTree;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * When the layers of a cache were used last, and what is forgotten with them.
 *
 * @param folder the cache
 */
record LayerUsage(Path folder) {

    /** Notes the layers that a build has added. */
    void rememberNew() throws IOException {
        for (Path layer : new FileTree(folder.resolve("layers")).children()) {
            Path size = sizeOf(layer);
            if (Files.notExists(size)) {
                new CacheNote(size).write(String.valueOf(layer.getFileName()));
            }
        }
    }

    /** Notes that layers were used just now. */
    void use(List<LayerResult> layers) {
        for (LayerResult layer : layers) {
            Digest.parse(layer.digest())
                    .map(digest -> sizeOf(Path.of(digest.hex())))
                    .filter(Files::exists)
                    .ifPresent(size -> new CacheNote(size).touch());
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
        for (Path name : new FileTree(folder.resolve("keys")).children()) {
            if (new String(Files.readAllBytes(name), StandardCharsets.ISO_8859_1).contains(digest)) {
                Files.deleteIfExists(name);
            }
        }
    }

    private Path sizeOf(Path layer) {
        return folder.resolve("sizes").resolve(layer.getFileName());
    }
}
