package io.github.dockerstrategy.engine.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A small file that others read at any moment, and that is whole whenever it is there, whoever writes it and is ended meanwhile.
 *
 * @param file the file
 */
public record WholeFile(Path file) {

    /** Writes it anew, and the folder that it needs. */
    public void write(String text) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Path partial = file.resolveSibling("." + UUID.randomUUID());
        try {
            Files.writeString(partial, text);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
