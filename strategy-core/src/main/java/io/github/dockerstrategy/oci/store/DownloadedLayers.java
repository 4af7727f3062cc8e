package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.BlobSource;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.InvalidImageException.Kind;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.oci.Parallel;
import io.github.dockerstrategy.oci.PermanentException;
import java.io.FilterInputStream;
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

/**
 * Layers that are downloaded into a store. A layer is stored under its digest and diff ID only after both were computed from its bytes, so
 * the false claims of one image never reach another.
 *
 * @param image the image that the layers belong to, for messages
 * @param store gets the layers
 * @param source has their bytes
 * @param log receives progress and retries
 */
public record DownloadedLayers(String image, LayerStore store, BlobSource source, BuildLog log) implements LayerSource {

    private static final int ATTEMPTS = 3;

    /** Downloads those that the store lacks. */
    @Override
    public void fetch(List<Layer> layers) throws IOException, InterruptedException {
        List<Layer> missing = new ArrayList<>();
        for (Layer layer : layers.stream().distinct().toList()) {
            if (!store.has(layer)) {
                missing.add(layer);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        long all = missing.stream().mapToLong(Layer::size).sum();
        LongConsumer progress = log.pulling(image, missing.size(), all);
        new Parallel().map(missing, layer -> store.add(file -> download(layer, file, progress)));
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        return Files.newInputStream(store.layer(layer).file());
    }

    /** Whether the store has all of them. */
    public boolean hasAll(List<Layer> layers) throws IOException {
        for (Layer layer : layers) {
            if (!store.has(layer)) {
                return false;
            }
        }
        return true;
    }

    private Layer download(Layer layer, Path file, LongConsumer progress) throws IOException {
        Digest found = bytes(layer.descriptor(), file, progress);
        if (!found.equals(layer.digest())) {
            throw mismatch("layer " + layer.digest() + " has the digest " + found);
        }
        LayerVerification.checkDiffId(file, layer.compression(), layer.diffId());
        return layer;
    }

    /** Repeats a download that was interrupted, for example by a proxy. Some connections do not report that they were. */
    private Digest bytes(Descriptor layer, Path file, LongConsumer progress) throws IOException {
        for (int attempt = 1; ; attempt++) {
            MessageDigest digest = Sha256.start();
            try (InputStream in = new Tracked(source.open(layer), progress);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
                long size = LayerVerification.copy(in, out, layer.size() + 1);
                if (size == layer.size()) {
                    return Digest.of(digest);
                }
                if (size > layer.size() || attempt == ATTEMPTS) {
                    String has = size > layer.size() ? "more" : "only " + size;
                    throw mismatch(
                            "layer " + layer.digest() + " is declared with " + layer.size() + " bytes, but has " + has);
                }
            } catch (InterruptedDownload e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e.failure;
                }
            }
            log.retryingDownload(layer.digest().toString(), image, attempt, ATTEMPTS - 1);
        }
    }

    private static InvalidImageException mismatch(String what) {
        return new InvalidImageException(Kind.MISMATCH, what);
    }

    /** The end of a connection before the end of the content. */
    private static final class InterruptedDownload extends IOException {

        private static final long serialVersionUID = 1L;

        private final IOException failure;

        InterruptedDownload(IOException failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }
    }

    /** Reports what is read, and tells interrupted downloads from refused ones. */
    private static final class Tracked extends FilterInputStream {

        private final LongConsumer progress;

        Tracked(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int read = super.read(bytes, from, length);
                progress.accept(Math.max(0, read));
                return read;
            } catch (PermanentException e) {
                throw e;
            } catch (IOException e) {
                throw new InterruptedDownload(e);
            }
        }
    }
}
