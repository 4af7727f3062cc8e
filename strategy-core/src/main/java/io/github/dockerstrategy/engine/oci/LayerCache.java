package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerTar;
import io.github.dockerstrategy.layout.Layout;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packed layers, found by what is in them. A layer that a crash of the machine has cut short is seen by its size, and made again.
 *
 * <p>Beside the layers, {@code sizes/<digest>} has size and diff id, and tells by its time when the layer was used last; {@code
 * keys/<key>} has the digest.
 *
 * @param folder the cache
 */
public record LayerCache(Path folder) {

    /** Part of each key; another one as soon as the same files are packed into other bytes. */
    private static final String FORMAT = "1 ";

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
        PackedLayer packed = layers().add(file -> pack(layer, file));
        new WholeFile(sizeFile(packed.digest())).write(packed.size() + " " + packed.diffId());
        if (keys.stillHold(layer)) {
            new WholeFile(key).write(packed.digest());
        }
        return packed;
    }

    private Optional<PackedLayer> find(Path key) throws IOException {
        try {
            String digest = Files.readString(key);
            Path sizeFile = sizeFile(digest);
            String[] size = Files.readString(sizeFile).split(" ", 2);
            PackedLayer layer = layers().layer(new Blob(digest, Long.parseLong(size[0])), size[1]);
            if (!layers().has(layer)) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(sizeFile, FileTime.from(Instant.now()));
            return Optional.of(layer);
        } catch (NoSuchFileException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private PackedLayer pack(Layer layer, Path file) throws IOException {
        MessageDigest packed = Sha256.start();
        MessageDigest plain = Sha256.start();
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream gzip = new GZIPOutputStream(new DigestOutputStream(out, packed), AT_ONCE);
                OutputStream tar = new BufferedOutputStream(new DigestOutputStream(gzip, plain), AT_ONCE)) {
            new LayerTar(layer).writeTo(tar);
        }
        Blob blob = new Blob(LayerFolder.digest(Sha256.hex(packed)), Files.size(file));
        return layers().layer(blob, LayerFolder.digest(Sha256.hex(plain)));
    }

    private LayerFolder layers() {
        return new LayerFolder(folder);
    }

    private Path sizeFile(String digest) {
        return folder.resolve("sizes").resolve(LayerFolder.hex(digest));
    }
}
