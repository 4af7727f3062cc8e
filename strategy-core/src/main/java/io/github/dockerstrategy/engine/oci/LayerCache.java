package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerTar;
import io.github.dockerstrategy.layout.Layout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packed layers, found by what is in them. Any number of builds may use one cache at once and be ended at any moment: what is made gets its
 * name when it is whole, and a layer that a crash of the machine has cut short is seen by its size, and made again.
 *
 * <p>The layers lie where jib looks for them: {@code layers/<digest>/<diff id>}. Beside them, {@code sizes/<digest>} has size and diff
 * id, and tells by its time when the layer was used last; {@code keys/<key>} has the digest.
 *
 * @param folder the cache
 */
public record LayerCache(Path folder) {

    /** Part of each key; another one as soon as the same files are packed into other bytes. */
    private static final String FORMAT = "1 ";

    private static final String ALGORITHM = "sha256:";

    private static final Pattern DIGEST = Pattern.compile(ALGORITHM + "[0-9a-f]{64}");

    /** As many bytes at once as the compressor likes. */
    private static final int AT_ONCE = 1 << 16;

    /**
     * The layers of {@code layout}: from the cache, or packed now, as many at once as there are processors.
     *
     * @param keys those of {@code layout}
     */
    public List<PackedLayer> pack(Layout layout, LayerKeys keys) throws IOException, InterruptedException {
        return new Parallel()
                .map(
                        IntStream.range(0, layout.layers().size()).boxed().toList(),
                        i -> layer(layout.layers().get(i), keys, i));
    }

    private PackedLayer layer(Layer layer, LayerKeys keys, int number) throws IOException {
        Path key =
                folder.resolve("keys").resolve(Sha256.hex(FORMAT + keys.keys().get(number)));
        Optional<PackedLayer> known = find(key);
        if (known.isPresent()) {
            return known.get();
        }
        PackedLayer packed = pack(layer);
        new WholeFile(sizeFile(packed.digest())).write(packed.size() + " " + packed.diffId());
        if (keys.stillHold(layer)) {
            new WholeFile(key).write(packed.digest());
        }
        return packed;
    }

    private Optional<PackedLayer> find(Path key) throws IOException {
        try {
            String digest = digest(Files.readString(key));
            Path sizeFile = sizeFile(digest);
            String[] size = Files.readString(sizeFile).split(" ", 2);
            String diffId = digest(size[1]);
            PackedLayer layer =
                    new PackedLayer(new Blob(digest, Long.parseLong(size[0])), diffId, file(digest, diffId));
            if (Files.size(layer.file()) != layer.size()) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(sizeFile, FileTime.from(Instant.now()));
            return Optional.of(layer);
        } catch (NoSuchFileException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private PackedLayer pack(Layer layer) throws IOException {
        Path partial = Files.createDirectories(
                folder.resolve("tmp").resolve(UUID.randomUUID().toString()));
        try {
            Path file = partial.resolve("layer");
            MessageDigest packed = Sha256.start();
            MessageDigest plain = Sha256.start();
            try (OutputStream out = Files.newOutputStream(file);
                    OutputStream gzip = new GZIPOutputStream(new DigestOutputStream(out, packed), AT_ONCE);
                    OutputStream tar = new BufferedOutputStream(new DigestOutputStream(gzip, plain), AT_ONCE)) {
                new LayerTar(layer).writeTo(tar);
            }
            String digest = ALGORITHM + Sha256.hex(packed);
            String diffId = ALGORITHM + Sha256.hex(plain);
            PackedLayer made = new PackedLayer(new Blob(digest, Files.size(file)), diffId, file(digest, diffId));
            Files.move(file, partial.resolve(hex(diffId)));
            move(partial, made);
            return made;
        } finally {
            delete(partial);
        }
    }

    /** Into its place, unless somebody was faster; what lies there cut short goes. */
    private static void move(Path partial, PackedLayer made) throws IOException {
        Path place = made.file().resolveSibling("");
        Files.createDirectories(place.resolveSibling(""));
        if (Files.exists(made.file()) && Files.size(made.file()) != made.size()) {
            delete(place);
        }
        try {
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // As long as it is there, it does not matter whose it is.
            if (!Files.exists(made.file())) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            List<Path> files = new ArrayList<>();
            try (var paths = Files.list(folder)) {
                paths.forEach(files::add);
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        }
    }

    private Path file(String digest, String diffId) {
        return folder.resolve("layers").resolve(hex(digest)).resolve(hex(diffId));
    }

    private Path sizeFile(String digest) {
        return folder.resolve("sizes").resolve(hex(digest));
    }

    private static String digest(String text) {
        if (!DIGEST.matcher(text).matches()) {
            throw new IllegalArgumentException("not whole");
        }
        return text;
    }

    private static String hex(String digest) {
        return digest.substring(ALGORITHM.length());
    }
}
