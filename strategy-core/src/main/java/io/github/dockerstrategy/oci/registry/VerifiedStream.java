package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** A blob whose end is reached only if it matches its descriptor. */
final class VerifiedStream extends FilterInputStream {

    private final MessageDigest digest;
    private final Descriptor blob;
    private final String host;
    private long size;

    VerifiedStream(InputStream in, Descriptor blob, String host) {
        this(in, blob, host, Sha256.start());
    }

    private VerifiedStream(InputStream in, Descriptor blob, String host, MessageDigest digest) {
        super(new DigestInputStream(in, digest));
        this.digest = digest;
        this.blob = blob;
        this.host = host;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        size += Math.max(0, read);
        if (size > blob.size()) {
            throw RegistryClient.wrongContent(
                    host, "more than " + blob.size() + " bytes", blob.digest().toString());
        }
        if (read < 0) {
            Digest found = Digest.of((MessageDigest) clone(digest));
            if (size != blob.size() || !found.equals(blob.digest())) {
                throw RegistryClient.wrongContent(
                        host, found + " of " + size + " bytes", blob.digest() + " of " + blob.size() + " bytes");
            }
        }
        return read;
    }

    /** The end can be read more than once. */
    private static Object clone(MessageDigest digest) {
        try {
            return digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every JDK's SHA-256 can be cloned", e);
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        return readNBytes((int) Math.min(bytes, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
