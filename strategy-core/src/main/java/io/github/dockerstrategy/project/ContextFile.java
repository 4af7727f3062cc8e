package io.github.dockerstrategy.project;

import io.github.dockerstrategy.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * A file that goes into the context of a docker build. BuildKit takes a file of the same path, size and time for the one that it got with the
 * last build, whatever is in it. So each is a copy with a time that follows from its content.
 *
 * @param file where it lies
 */
public record ContextFile(Path file) {

    /** Times are in the eight years from here on: after the first that zip archives can hold, and before today. */
    private static final long FIRST = Instant.parse("2001-01-01T00:00:00Z").getEpochSecond();

    private static final long TWENTY_EIGHT_BITS = 0xfffffff;
    private static final long NANOS = 1_000_000_000;

    /** Puts it there, in place of what may be there; of a symbolic link, the link itself. */
    public void putTo(Path other) throws IOException {
        Files.copy(
                file,
                other,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
        if (Files.isRegularFile(other, LinkOption.NOFOLLOW_LINKS)) {
            Files.setLastModifiedTime(other, time(Sha256.hex(other)));
        }
    }

    private static FileTime time(String hash) {
        long bits = Long.parseUnsignedLong(hash.substring(0, 15), 16);
        return FileTime.from(Instant.ofEpochSecond(FIRST + (bits & TWENTY_EIGHT_BITS), (bits >>> 28) % NANOS));
    }
}
