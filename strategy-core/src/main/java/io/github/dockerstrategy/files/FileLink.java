package io.github.dockerstrategy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is needed in a second place too, where nothing writes to it: by hard link where the file system can, else as a copy of the same
 * time.
 *
 * @param file where it lies
 */
public record FileLink(Path file) {

    /** Puts it there, in place of what may be there. */
    public void replace(Path other) throws IOException {
        if (Files.exists(other) && Files.isSameFile(file, other)) {
            return;
        }
        Files.deleteIfExists(other);
        try {
            // Of a symbolic link, the file behind it: a context cannot follow one that leads out of it.
            Files.createLink(other, file.toRealPath());
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, other, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
