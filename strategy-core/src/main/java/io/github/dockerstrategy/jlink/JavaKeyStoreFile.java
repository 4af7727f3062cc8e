package io.github.dockerstrategy.jlink;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/**
 * Writes trusted certificates in the format {@code JKS}, which every Java reads as its trust store.
 *
 * <p>Written by hand, since {@link java.security.KeyStore} stamps each entry with the time of day, and the same certificates have to give the
 * same bytes.
 */
final class JavaKeyStoreFile {

    private static final int MAGIC = 0xFEEDFEED;
    private static final int VERSION = 2;
    private static final int TRUSTED_CERTIFICATE = 2;
    private static final long CREATED = Instant.ofEpochSecond(1).toEpochMilli();

    private JavaKeyStoreFile() {}

    /** The file's bytes, sealed with the password {@code changeit}, as every Java's own trust store is. */
    static byte[] of(NavigableMap<String, X509Certificate> certificates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeInt(certificates.size());
        for (Map.Entry<String, X509Certificate> entry : certificates.entrySet()) {
            byte[] encoded = encoded(entry.getValue());
            out.writeInt(TRUSTED_CERTIFICATE);
            out.writeUTF(entry.getKey());
            out.writeLong(CREATED);
            out.writeUTF("X.509");
            out.writeInt(encoded.length);
            out.write(encoded);
        }
        out.write(seal(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    static byte[] encoded(X509Certificate certificate) throws IOException {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IOException("cannot encode the certificate of " + certificate.getSubjectX500Principal(), e);
        }
    }

    private static byte[] seal(byte[] content) {
        MessageDigest digest = Fingerprint.sha("SHA-1");
        digest.update("changeit".getBytes(StandardCharsets.UTF_16BE));
        digest.update("Mighty Aphrodite".getBytes(StandardCharsets.UTF_8));
        return digest.digest(content);
    }
}
