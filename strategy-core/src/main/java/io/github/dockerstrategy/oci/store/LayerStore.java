package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.files.FileTree;
import io.github.dockerstrategy.oci.Layer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Layers as files, {@code layers/<digest>/<diff ID>}. Any number of builds may use one folder at the same time and may be ended at any
 * moment: a layer gets its name once it is complete.
 *
 * @param folder the cache
 */
public record LayerStore(Path folder) {

    /** Writes a layer into a file, and describes it. */
    @FunctionalInterface
    public interface LayerWriter {
        Layer write(Path file) throws IOException;
    }

    /** A layer as this store has it, or will have it once it is added. */
    public StoredLayer layer(Layer layer) {
        return new StoredLayer(
                layer,
                folder.resolve("layers")
                        .resolve(layer.digest().hex())
                        .resolve(layer.diffId().hex()));
    }

    /** Whether a layer is here and matches its digest. A damaged layer is removed. */
    public boolean has(Layer layer) throws IOException {
        Path file = layer(layer).file();
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (Files.size(file) == layer.size() && new VerifiedLayer(folder, file).matches(layer.digest())) {
            return true;
        }
        new FileTree(file.resolveSibling("")).delete();
        return false;
    }

    /** Adds a layer, unless another build was faster. */
    public StoredLayer add(LayerWriter writer) throws IOException {
        Path partial = Files.createDirectories(
                folder.resolve("tmp").resolve(UUID.randomUUID().toString()));
        try {
            Path file = partial.resolve("layer");
            StoredLayer added = layer(writer.write(file));
            AtomicFile.force(file);
            Files.move(file, partial.resolve(added.file().getFileName()));
            move(partial, added);
            new VerifiedLayer(folder, added.file()).remember();
            return added;
        } finally {
            new FileTree(partial).delete();
        }
    }

    /** Replaces what is in its place damaged, or half removed. */
    private void move(Path partial, StoredLayer added) throws IOException {
        Path place = added.file().resolveSibling("");
        Files.createDirectories(place.resolveSibling(""));
        if (Files.exists(place) && !has(added.layer())) {
            new FileTree(place).delete();
        }
        try {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!has(added.layer())) {
                throw e;
            }
        }
    }
}
