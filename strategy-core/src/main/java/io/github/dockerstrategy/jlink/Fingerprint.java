package io.github.dockerstrategy.jlink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Names a cache entry by everything that it was made of. */
final class Fingerprint {

    private static final int BUFFER = 1 << 16;

    private final MessageDigest digest = sha("SHA-256");

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        // Else "ab" + "c" would be "a" + "bc".
        digest.update((byte) 0);
        return this;
    }

    Fingerprint addFile(Path file) throws IOException {
        return add(HexFormat.of().formatHex(ofFile(file, "SHA-256")));
    }

    /** A folder's files, with their names. */
    Fingerprint addFolder(Path folder) throws IOException {
        for (Path file : filesOf(folder)) {
            add(folder.relativize(file).toString()).addFile(file);
        }
        return this;
    }

    /** Hexadecimal, short enough for a folder's name. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 40);
    }

    /** All files below a folder, in an order that no file system decides; links to files are files. */
    static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static byte[] ofFile(Path file, String algorithm) throws IOException {
        MessageDigest digest = sha(algorithm);
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    static MessageDigest sha(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
