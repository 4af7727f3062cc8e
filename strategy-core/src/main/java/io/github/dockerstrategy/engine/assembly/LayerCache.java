package io.github.dockerstrategy.engine.assembly;

import static java.util.Objects.requireNonNull;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.LayerTar;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.MediaType;
import io.github.dockerstrategy.oci.Parallel;
import io.github.dockerstrategy.oci.store.LayerStore;
import io.github.dockerstrategy.oci.store.StoredLayer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Packed layers, found by what is in them. A layer that is damaged is made again.
 *
 * <p>Beside the layers, {@code sizes/<digest>} has size and diff id, and tells by its time when the layer was used last; {@code
 * keys/<key>} has the digest.
 *
 * @param folder the cache
 */
public record LayerCache(Path folder) {

    /** Part of each key; another one as soon as the same files are packed into other bytes. */
    private static final String FORMAT = "2 ";

    /** As many bytes at once as the compressor likes. */
    private static final int AT_ONCE = 1 << 16;

    /**
     * The layers of {@code layout}: from the cache, or packed now, as many at once as there are processors.
     *
     * @param keys those of {@code layout}
     */
    public List<StoredLayer> pack(Layout layout, LayerContentKeys keys) throws IOException, InterruptedException {
        return new Parallel()
                .map(
                        IntStream.range(0, layout.layers().size()).boxed().toList(),
                        i -> layer(layout.layers().get(i), keys, i));
    }

    private StoredLayer layer(Layer layer, LayerContentKeys keys, int number) throws IOException {
        Optional<StoredLayer> known = find(keyFile(keys.keys().get(number)));
        if (known.isPresent()) {
            return known.get();
        }
        AtomicReference<String> key = new AtomicReference<>("");
        StoredLayer packed = layers().add(file -> pack(layer, file, key::set));
        Digest digest = packed.layer().digest();
        new CacheNote(sizeFile(digest))
                .write(packed.layer().size() + " " + packed.layer().diffId());
        // Under the key of what was packed: files may have changed since they were looked at.
        new CacheNote(keyFile(requireNonNull(key.get()))).write(digest.toString());
        return packed;
    }

    private Optional<StoredLayer> find(Path key) throws IOException {
        Optional<Digest> digest = new CacheNote(key).read().flatMap(Digest::parse);
        Optional<String> note = digest.flatMap(one -> new CacheNote(sizeFile(one)).read());
        if (note.isEmpty()) {
            return Optional.empty();
        }
        try {
            String[] size = note.get().split(" ", 2);
            Digest diffId = Digest.parse(size[1]).orElseThrow(IllegalArgumentException::new);
            io.github.dockerstrategy.oci.Layer layer = packed(digest.get(), Long.parseLong(size[0]), diffId);
            if (!layers().has(layer)) {
                return Optional.empty();
            }
            new CacheNote(sizeFile(digest.get())).touch();
            return Optional.of(layers().layer(layer));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private io.github.dockerstrategy.oci.Layer pack(Layer layer, Path file, Consumer<String> key) throws IOException {
        MessageDigest packed = Sha256.start();
        MessageDigest plain = Sha256.start();
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream gzip = new GZIPOutputStream(new DigestOutputStream(out, packed), AT_ONCE);
                OutputStream tar = new BufferedOutputStream(new DigestOutputStream(gzip, plain), AT_ONCE)) {
            key.accept(LayerContentKeys.of(layer, new LayerTar(layer).writeTo(tar)));
        }
        return packed(Digest.of(packed), Files.size(file), Digest.of(plain));
    }

    private static io.github.dockerstrategy.oci.Layer packed(Digest digest, long size, Digest diffId) {
        MediaType mediaType = MediaType.layer(ImageFormat.OCI, Compression.GZIP);
        return new io.github.dockerstrategy.oci.Layer(new Descriptor(mediaType, digest, size), diffId);
    }

    private Path keyFile(String key) {
        return folder.resolve("keys").resolve(Sha256.hex(FORMAT + key));
    }

    private LayerStore layers() {
        return new LayerStore(folder);
    }

    private Path sizeFile(Digest digest) {
        return folder.resolve("sizes").resolve(digest.hex());
    }
}
