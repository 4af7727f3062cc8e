package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.InvalidImageException;
import io.github.dockerstrategy.oci.InvalidImageException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Compares layers with what a config says of them. */
final class LayerVerification {

    private static final int BUFFER = 1 << 16;

    private LayerVerification() {}

    /** Compares the digest of a layer's decompressed bytes with its diff ID. */
    static void checkDiffId(Path file, Compression compression, Digest diffId) throws InvalidImageException {
        Digest found;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                InputStream plain = compression.decompress(in, Files.size(file))) {
            MessageDigest digest = Sha256.start();
            plain.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            found = Digest.of(digest);
        } catch (IOException e) {
            throw new InvalidImageException(Kind.MALFORMED, "a layer cannot be decompressed (" + e.getMessage() + ")");
        }
        if (!found.equals(diffId)) {
            throw new InvalidImageException(
                    Kind.MISMATCH, "its config says that a layer has the diff ID " + diffId + ", but it has " + found);
        }
    }
}
