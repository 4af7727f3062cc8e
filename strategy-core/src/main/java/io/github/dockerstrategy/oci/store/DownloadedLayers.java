package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.BlobSource;
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
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.io.input.CloseShieldInputStream;

/**
 * Layers that are downloaded, into a store or only to be read. A layer is stored under its digest and diff ID only after both were computed from its bytes, so
 * the false claims of one image never reach another.
 *
 * @param image the image that the layers belong to, for messages
 * @param store gets the layers
 * @param source has their bytes
 * @param log receives progress and retries
 */
public record DownloadedLayers(String image, LayerStore store, BlobSource source, BuildLog log) implements LayerSource {

    private static final int ATTEMPTS = 3;
    private static final int BUFFER = 1 << 16;

    /** Downloads those that the store lacks. */
    @Override
    public void fetch(List<Layer> layers) throws IOException, InterruptedException {
        List<Layer> missing = missing(layers);
        if (missing.isEmpty()) {
            return;
        }
        LongConsumer progress = pulling(missing);
        new Parallel().map(missing, layer -> store.add(file -> download(layer, file, progress)));
    }

    @Override
    public InputStream open(Layer layer) throws IOException {
        return Files.newInputStream(store.layer(layer).file());
    }

    /** Reads the contents of one layer, compressed as it is. */
    @FunctionalInterface
    public interface Reading<R> {
        R read(Layer layer, InputStream in) throws IOException;
    }

    /**
     * What {@code reading} finds in each layer, several at once. Layers that the store lacks are read while they are downloaded and not
     * stored, so they are decompressed once, not twice. A result counts only if the layer has its digest; its diff ID is not checked.
     */
    public <R> List<R> read(List<Layer> layers, Reading<R> reading) throws IOException, InterruptedException {
        List<Layer> missing = missing(layers);
        LongConsumer progress = missing.isEmpty() ? bytes -> {} : pulling(missing);
        return new Parallel().map(layers, layer -> {
            if (missing.contains(layer)) {
                return readRemote(layer, reading, progress);
            }
            try (InputStream in = open(layer)) {
                return reading.read(layer, in);
            }
        });
    }

    private <R> R readRemote(Layer layer, Reading<R> reading, LongConsumer progress) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Download in = new Download(source.open(layer.descriptor()), layer, progress)) {
                return readVerified(layer, in, reading);
            } catch (InterruptedDownload e) {
                retry(layer, attempt, e);
            }
        }
    }

    /** What is wrong with the download explains what is wrong with its content, so it goes first. */
    private static <R> R readVerified(Layer layer, Download in, Reading<R> reading) throws IOException {
        try {
            R result = reading.read(layer, CloseShieldInputStream.wrap(in));
            in.finish();
            return result;
        } catch (IOException e) {
            in.finish();
            throw e;
        }
    }

    /** Whether the store has all of them. */
    public boolean hasAll(List<Layer> layers) throws IOException {
        return missing(layers).isEmpty();
    }

    private List<Layer> missing(List<Layer> layers) throws IOException {
        List<Layer> missing = new ArrayList<>();
        for (Layer layer : layers.stream().distinct().toList()) {
            if (!store.has(layer)) {
                missing.add(layer);
            }
        }
        return missing;
    }

    private LongConsumer pulling(List<Layer> missing) {
        return log.pulling(
                image, missing.size(), missing.stream().mapToLong(Layer::size).sum());
    }

    private Layer download(Layer layer, Path file, LongConsumer progress) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (Download in = new Download(source.open(layer.descriptor()), layer, progress);
                    OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
                in.finish();
                break;
            } catch (InterruptedDownload e) {
                retry(layer, attempt, e);
            }
        }
        LayerVerification.checkDiffId(file, layer.compression(), layer.diffId());
        return layer;
    }

    /** Repeats a download that was interrupted, for example by a proxy. Some connections do not report that they were. */
    private void retry(Layer layer, int attempt, InterruptedDownload interruption) throws IOException {
        if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
            throw interruption.failure;
        }
        log.retryingDownload(layer.digest().toString(), image, attempt, ATTEMPTS - 1);
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

    /** Reports and hashes what is read, and tells interrupted downloads from refused ones. */
    private static final class Download extends FilterInputStream {

        private final Layer layer;
        private final LongConsumer progress;
        private final MessageDigest digest = Sha256.start();
        private long size;

        Download(InputStream in, Layer layer, LongConsumer progress) {
            super(in);
            this.layer = layer;
            this.progress = progress;
        }

        /** Reads the rest, and compares all with what the layer should be. */
        void finish() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            Digest found = Digest.of(digest);
            if (!found.equals(layer.digest())) {
                throw mismatch("layer " + layer.digest() + " has the digest " + found);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = readOnce(bytes, from, length);
            if (read < 0 && size < layer.size()) {
                throw new InterruptedDownload(wrongSize("only " + size));
            }
            if (read > 0) {
                size += read;
                progress.accept(read);
                digest.update(bytes, from, read);
            }
            if (size > layer.size()) {
                throw wrongSize("more");
            }
            return read;
        }

        private int readOnce(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (PermanentException e) {
                throw e;
            } catch (IOException e) {
                throw new InterruptedDownload(e);
            }
        }

        @Override
        public long skip(long bytes) throws IOException {
            return readNBytes((int) Math.min(bytes, BUFFER)).length;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private InvalidImageException wrongSize(String has) {
            return mismatch("layer " + layer.digest() + " is declared with " + layer.size() + " bytes, but has " + has);
        }
    }
}
