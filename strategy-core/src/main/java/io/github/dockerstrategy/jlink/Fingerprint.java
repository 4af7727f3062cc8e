package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.files.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.Stream;

/** Names a cache entry by everything that it was made of. */
final class Fingerprint {

    private final MessageDigest digest = Sha256.start();

    Fingerprint add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        // Else "ab" + "c" would be "a" + "bc".
        digest.update((byte) 0);
        return this;
    }

    Fingerprint addFile(Path file) throws IOException {
        return add(Sha256.hex(file));
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
        return Sha256.hex(digest).substring(0, 40);
    }

    /** All files below a folder, in an order that no file system decides; links to files are files. */
    static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static byte[] ofFile(Path file, String algorithm) throws IOException {
        return sha(algorithm).digest(Files.readAllBytes(file));
    }

    static MessageDigest sha(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
