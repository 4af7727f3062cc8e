package io.github.dockerstrategy.oci;

import io.github.dockerstrategy.files.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The digest of a manifest, a config or a layer. SHA-256 is the only algorithm that registries and engines use, and the only one accepted.
 *
 * @param algorithm how it was computed
 * @param hex its value
 */
public record Digest(String algorithm, String hex) implements Comparable<Digest> {

    private static final String SHA256 = "sha256";
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final int ABBREVIATED = 12;

    public Digest {
        if (!algorithm.equals(SHA256) || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a sha256 digest: " + algorithm + ":" + hex);
        }
    }

    /** The digest that {@code text} is; empty if it is none. */
    public static Optional<Digest> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !text.substring(0, colon).equals(SHA256)) {
            return Optional.empty();
        }
        return parseHex(text.substring(colon + 1));
    }

    /** The digest with this value; empty if it has another form. */
    public static Optional<Digest> parseHex(String hex) {
        return HEX.matcher(hex).matches() ? Optional.of(new Digest(SHA256, hex)) : Optional.empty();
    }

    /** The digest of {@code content}. */
    public static Digest of(byte[] content) {
        MessageDigest digest = Sha256.start();
        digest.update(content);
        return of(digest);
    }

    /** The digest of a file's content. */
    public static Digest of(Path file) throws IOException {
        return new Digest(SHA256, Sha256.hex(file));
    }

    /** The digest of everything that {@code computed} was given. */
    public static Digest of(MessageDigest computed) {
        return new Digest(SHA256, Sha256.hex(computed));
    }

    /** The first digits, as engines print them. */
    public String abbreviated() {
        return hex.substring(0, ABBREVIATED);
    }

    /** Where an OCI image layout has the content with this digest. */
    public String blobPath() {
        return "blobs/" + algorithm + "/" + hex;
    }

    @Override
    public int compareTo(Digest other) {
        return toString().compareTo(other.toString());
    }

    /** Written out, because the JDK generates a record's comparison when it is first used, which takes as long as asking a registry. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && digest.algorithm.equals(algorithm) && digest.hex.equals(hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    /** As manifests have it: {@code sha256:…}. */
    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }
}
