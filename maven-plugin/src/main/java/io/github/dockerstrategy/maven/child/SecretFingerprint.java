package io.github.dockerstrategy.maven.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether secrets are still the same, without telling anything about them: builders do not look at the secrets they mount, and
 * would take the result of other values from their cache. A plain hash of a short secret could be guessed, so it is made with a key
 * that only this user has.
 *
 * @param cache folder in which the key is kept
 */
public record SecretFingerprint(Path cache) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    public String of(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No " + ALGORITHM, e);
        }
    }

    /** Without a place to keep it a key serves once: nothing is taken from the builder's cache then. */
    private byte[] key() {
        Path file = cache.resolve("fingerprint.key");
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            Files.createDirectories(cache);
            // Made readable by its owner only, and complete before it has its name.
            Path temporary = Files.createTempFile(cache, "fingerprint", ".tmp");
            try {
                Files.write(temporary, fresh);
                if (Files.notExists(file)) {
                    Files.move(temporary, file);
                }
            } catch (FileAlreadyExistsException e) {
                // Another build was faster.
            } finally {
                Files.deleteIfExists(temporary);
            }
            byte[] kept = Files.readAllBytes(file);
            return kept.length == BYTES ? kept : fresh;
        } catch (IOException e) {
            return fresh;
        }
    }
}
