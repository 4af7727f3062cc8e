package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.PackedLayer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Layers by their digests: {@code layers/<digest>/<diff id>}. Any number of builds may use one folder at once and be ended at
 * any moment: what is made gets its name when it is whole.
 *
 * @param folder the cache
 */
public record LayerStore(Path folder) {

    private static final String ALGORITHM = "sha256:";

    private static final Pattern DIGEST = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

    /** Writes a layer into a file, and tells what it is. */
    @FunctionalInterface
    public interface Maker {
        PackedLayer make(Path file) throws IOException;
    }

    /**
     * A layer as it lies here, once it does.
     *
     * @throws IllegalArgumentException if one of the digests is none
     */
    public PackedLayer layer(Descriptor blob, String diffId) {
        return new PackedLayer(
                blob,
                diffId,
                folder.resolve("layers").resolve(hex(blob.digest())).resolve(hex(diffId)));
    }

    /** Whether it is there, and is what its digest says; what is not is removed. */
    public boolean has(PackedLayer layer) throws IOException {
        if (!Files.isRegularFile(layer.file())) {
            return false;
        }
        if (Files.size(layer.file()) == layer.size() && new VerifiedLayer(folder, layer.file()).holds(layer.digest())) {
            return true;
        }
        delete(layer.file().resolveSibling(""));
        return false;
    }

    /** Puts a layer here; where somebody was faster, it stays theirs. */
    public PackedLayer add(Maker maker) throws IOException {
        Path partial = Files.createDirectories(
                folder.resolve("tmp").resolve(UUID.randomUUID().toString()));
        try {
            Path file = partial.resolve("layer");
            PackedLayer made = maker.make(file);
            AtomicFile.force(file);
            Files.move(file, partial.resolve(made.file().getFileName()));
            move(partial, made);
            new VerifiedLayer(folder, made.file()).remember();
            return made;
        } finally {
            delete(partial);
        }
    }

    /** What lies in its place damaged, or half removed, goes. */
    private void move(Path partial, PackedLayer made) throws IOException {
        Path place = made.file().resolveSibling("");
        Files.createDirectories(place.resolveSibling(""));
        if (Files.exists(place) && !has(made)) {
            delete(place);
        }
        try {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!has(made)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> paths = Files.list(folder)) {
                paths.forEach(files::add);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The digits of a digest. */
    public static String hex(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("not a digest: " + digest);
        }
        return digest.substring(ALGORITHM.length());
    }

    /** A digest of these digits. */
    public static String digest(String hex) {
        return ALGORITHM + hex;
    }
}
