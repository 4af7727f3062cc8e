package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.registry.RegistryException;
import io.github.dockerstrategy.oci.store.LayerStore;
import io.github.dockerstrategy.oci.store.Parallel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Layers of one base image, downloaded once for all who need them. They lie under digest and diff ID, and only there if both were computed
 * from their bytes: so what one base claims never gets into another image.
 *
 * @param name the base image as messages name it
 * @param cache the cache for base images
 * @param source where they are had from
 * @param log hears how far it is
 */
public record BaseLayers(String name, Path cache, Source source, BuildLog log) {

    private static final int AT_ONCE = 1 << 16;
    private static final int ATTEMPTS = 3;

    /** Has the bytes of layers. */
    @FunctionalInterface
    public interface Source {
        InputStream open(Descriptor layer) throws IOException;

        /** What it means that reading failed, for those who cannot tell a base image from what is made of it. */
        default IOException failure(IOException reading) {
            return reading;
        }
    }

    /** Downloads all layers of a base that are not there yet. */
    public List<PackedLayer> fetch(BaseImage base) throws IOException, InterruptedException {
        List<PackedLayer> all = IntStream.range(0, base.layers().size())
                .mapToObj(i -> layer(base, i))
                .toList();
        fetch(all.stream().distinct().toList());
        return all;
    }

    /** One of a base's layers, as it lies here once it is fetched. */
    PackedLayer layer(BaseImage base, int number) {
        return new LayerStore(cache)
                .layer(base.layers().get(number), base.diffIds().get(number).toString());
    }

    /** Whether all layers are here. */
    boolean hasAll(BaseImage base) throws IOException {
        LayerStore folder = new LayerStore(cache);
        for (int i = 0; i < base.layers().size(); i++) {
            if (!folder.has(layer(base, i))) {
                return false;
            }
        }
        return true;
    }

    /** Downloads those that are not there yet. */
    void fetch(List<PackedLayer> layers) throws IOException, InterruptedException {
        LayerStore folder = new LayerStore(cache);
        List<PackedLayer> missing = new ArrayList<>();
        for (PackedLayer layer : layers) {
            if (!folder.has(layer)) {
                missing.add(layer);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        long all = missing.stream().mapToLong(PackedLayer::size).sum();
        LongConsumer got = log.pulling(name, missing.size(), all);
        new Parallel().map(missing, layer -> folder.add(file -> download(layer, file, got)));
    }

    private PackedLayer download(PackedLayer layer, Path file, LongConsumer got) throws IOException {
        BaseImageProblems problems = new BaseImageProblems(name);
        String found = download(layer, file, got, problems);
        if (!found.equals(layer.digest())) {
            throw problems.mismatch("layer " + layer.digest() + " has the digest " + found);
        }
        checkDiffId(file, layer.blob().compression(), layer.diffId(), problems);
        return layer;
    }

    /** A download that is cut begins again: a proxy on the way may have ended it. Some connections do not tell that they were. */
    private String download(PackedLayer layer, Path file, LongConsumer got, BaseImageProblems problems)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            MessageDigest digest = Sha256.start();
            try (InputStream in = source.open(layer.blob());
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                long size = copy(in, out, layer.size() + 1, got);
                if (size == layer.size()) {
                    return LayerStore.digest(Sha256.hex(digest));
                }
                if (size > layer.size() || attempt == ATTEMPTS) {
                    String has = size > layer.size() ? "more" : "only " + size;
                    throw problems.mismatch(
                            "layer " + layer.digest() + " is declared with " + layer.size() + " bytes, but has " + has);
                }
            } catch (Cut e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw source.failure(e.failure);
                }
            } catch (RegistryException e) {
                throw source.failure(e);
            }
            log.retryingDownload(layer.digest(), name, attempt, ATTEMPTS - 1);
        }
    }

    /** The end of a connection before that of what was read. */
    static final class Cut extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        Cut(IOException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }
    }

    /** Compares the digest of a layer's decompressed bytes with what the base's configuration says. */
    static void checkDiffId(Path file, Compression compression, String diffId, BaseImageProblems problems)
            throws IOException {
        String found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), AT_ONCE);
                InputStream plain = compression.decompress(in, Files.size(file))) {
            MessageDigest digest = Sha256.start();
            copy(plain, new DigestOutputStream(OutputStream.nullOutputStream(), digest), Long.MAX_VALUE, bytes -> {});
            found = LayerStore.digest(Sha256.hex(digest));
        } catch (IOException e) {
            throw problems.malformed("a layer cannot be decompressed (" + e.getMessage() + ")");
        }
        if (!found.equals(diffId)) {
            throw problems.mismatch(
                    "its configuration says that a layer has the diff ID " + diffId + ", but it has " + found);
        }
    }

    /** Copies what there is, but no more than that many bytes, and tells how many it were. */
    static long copy(InputStream in, OutputStream out, long limit, LongConsumer bytes) throws IOException {
        byte[] some = new byte[AT_ONCE];
        long all = 0;
        while (all < limit) {
            int read = read(in, some, (int) Math.min(some.length, limit - all));
            if (read < 0) {
                break;
            }
            out.write(some, 0, read);
            all += read;
            bytes.accept(read);
        }
        return all;
    }

    private static int read(InputStream in, byte[] bytes, int most) throws IOException {
        try {
            return in.read(bytes, 0, most);
        } catch (RegistryException e) {
            throw e;
        } catch (IOException e) {
            throw new Cut(e);
        }
    }
}
