package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.AnyManifest;
import io.github.dockerstrategy.oci.ArchiveManifest;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageConfig;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageSource;
import io.github.dockerstrategy.oci.Index;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.InvalidImageException.Kind;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.Manifest;
import io.github.dockerstrategy.oci.MediaType;
import io.github.dockerstrategy.oci.Platform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in an archive, as {@code docker save} and {@code podman save} write it, or in an OCI image layout; compressed with gzip or
 * not. Reading it adds its layers to a store, compressed with gzip.
 *
 * @param file the archive
 * @param store gets the layers
 */
public record ArchiveSource(Path file, LayerStore store) implements ImageSource {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;
    private static final int DEEPEST_INDEX = 2;

    @Override
    public Image read(Platform platform) throws IOException {
        ArchiveDocuments documents = documents();
        boolean isDocker = documents.has(ArchiveManifest.FILE);
        return isDocker ? docker(documents) : oci(documents, platform);
    }

    /** The manifest with that digest in an archive; empty if it has none. The layers are not read. */
    public static Optional<Manifest> manifest(Path file, Digest digest) throws IOException {
        try (TarArchiveInputStream tar = open(file)) {
            ArchiveDocuments documents = new ArchiveDocuments(tar);
            return documents.has(digest.blobPath())
                            && AnyManifest.parse(documents.get(digest.blobPath())) instanceof Manifest manifest
                    ? Optional.of(manifest)
                    : Optional.empty();
        }
    }

    private ArchiveDocuments documents() throws InvalidImageException {
        try (TarArchiveInputStream tar = open()) {
            return new ArchiveDocuments(tar);
        } catch (IOException e) {
            throw notAnArchive("it is not a tar archive, or damaged (" + e.getMessage() + ")");
        }
    }

    private Image docker(ArchiveDocuments documents) throws IOException {
        List<ArchiveManifest> images = ArchiveManifest.parse(documents.get(ArchiveManifest.FILE));
        if (images.size() != 1) {
            throw notAnArchive("it has " + images.size() + " images, not one");
        }
        ArchiveManifest image = images.get(0);
        return image(documents, documents.get(image.config()), image.layers());
    }

    private Image oci(ArchiveDocuments documents, Platform platform) throws IOException {
        if (!documents.has(OciLayout.INDEX)) {
            throw notAnArchive("it has neither " + ArchiveManifest.FILE + " nor " + OciLayout.INDEX);
        }
        AnyManifest found = Index.parse(documents.get(OciLayout.INDEX));
        for (int depth = 0; found instanceof Index index; depth++) {
            if (depth > DEEPEST_INDEX) {
                throw new InvalidImageException(Kind.MALFORMED, "its indexes are nested too deeply");
            }
            List<Descriptor> entries = index.manifests();
            found = AnyManifest.parse(blob(documents, entries.size() == 1 ? entries.get(0) : index.select(platform)));
        }
        Manifest manifest = (Manifest) found;
        List<String> layers = manifest.layers().stream()
                .map(layer -> layer.digest().blobPath())
                .toList();
        return image(documents, blob(documents, manifest.config()), layers);
    }

    private static byte[] blob(ArchiveDocuments documents, Descriptor blob) throws InvalidImageException {
        byte[] bytes = documents.get(blob.digest().blobPath());
        if (!Digest.of(bytes).equals(blob.digest())) {
            throw mismatch("its blob " + blob.digest() + " has the digest " + Digest.of(bytes));
        }
        return bytes;
    }

    /** The image with the layers of those names, as a registry could have it. */
    private Image image(ArchiveDocuments documents, byte[] configBytes, List<String> names) throws IOException {
        ImageConfig config = ImageConfig.parse(configBytes);
        List<Digest> diffIds = config.diffIds();
        if (diffIds.size() != names.size()) {
            throw new InvalidImageException(
                    Kind.MALFORMED, "it has " + names.size() + " layers, its config " + diffIds.size() + " diff IDs");
        }
        Map<String, Digest> wanted = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Digest other = wanted.put(documents.target(names.get(i)), diffIds.get(i));
            if (other != null && !other.equals(diffIds.get(i))) {
                throw new InvalidImageException(Kind.MALFORMED, "one layer has two diff IDs");
            }
        }
        Map<String, Layer> stored = store(wanted);
        return Image.of(
                ImageFormat.DOCKER,
                config,
                names.stream()
                        .map(name -> Objects.requireNonNull(stored.get(documents.target(name))))
                        .toList());
    }

    /** Adds the layers of those names to the store. */
    private Map<String, Layer> store(Map<String, Digest> wanted) throws IOException {
        Map<String, Layer> stored = new HashMap<>();
        try (TarArchiveInputStream tar = open()) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = ArchiveDocuments.normalized(entry.getName());
                Digest diffId = wanted.get(name);
                if (diffId != null && entry.isFile()) {
                    stored.put(
                            name,
                            store.add(into -> write(tar, into, name, diffId)).layer());
                }
            }
        }
        Set<String> missing = new HashSet<>(wanted.keySet());
        missing.removeAll(stored.keySet());
        if (!missing.isEmpty()) {
            throw notAnArchive("it has no layer " + missing.iterator().next());
        }
        return stored;
    }

    private static Layer write(TarArchiveInputStream tar, Path into, String name, Digest diffId) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(tar, BUFFER);
        int magic = magic(raw);
        Compression compression = magic == ZSTD ? Compression.ZSTD : Compression.NONE;
        InputStream in = compression.decompress(raw, tar.getCurrentEntry().getSize());
        MessageDigest digest = Sha256.start();
        MessageDigest plain = Sha256.start();
        boolean isGzip = magic == GZIP;
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(into), digest);
                OutputStream all = isGzip ? out : new DigestOutputStream(new GZIPOutputStream(out, BUFFER), plain)) {
            copy(in, all, name);
        }
        if (isGzip) {
            LayerVerification.checkDiffId(into, Compression.GZIP, diffId);
        } else if (!Digest.of(plain).equals(diffId)) {
            throw mismatch("its layer " + name + " does not have the diff ID " + diffId);
        }
        return new Layer(
                new Descriptor(
                        MediaType.layer(ImageFormat.DOCKER, Compression.GZIP), Digest.of(digest), Files.size(into)),
                diffId);
    }

    private static void copy(InputStream in, OutputStream out, String name) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = read(in, buffer, name); read >= 0; read = read(in, buffer, name)) {
            out.write(buffer, 0, read);
        }
    }

    private static int read(InputStream in, byte[] buffer, String name) throws InvalidImageException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new InvalidImageException(
                    Kind.MALFORMED, "its layer " + name + " cannot be decompressed (" + e.getMessage() + ")");
        }
    }

    private TarArchiveInputStream open() throws IOException {
        return open(file);
    }

    private static TarArchiveInputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        boolean isGzip = magic(in) == GZIP;
        return new TarArchiveInputStream(isGzip ? Compression.GZIP.decompress(in, Files.size(file)) : in);
    }

    private static int magic(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << Byte.SIZE | in.read();
        in.reset();
        return magic;
    }

    private static InvalidImageException notAnArchive(String what) {
        return new InvalidImageException(Kind.NOT_AN_ARCHIVE, what);
    }

    private static InvalidImageException mismatch(String what) {
        return new InvalidImageException(Kind.MISMATCH, what);
    }
}
