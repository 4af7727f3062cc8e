package io.github.dockerstrategy.it;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One path in a layer.
 *
 * @param path absolute, without a slash at the end
 * @param kind what it is
 * @param mode permissions in octal digits, such as {@code 644}
 * @param owner user and group as {@code uid:gid}
 * @param modified modification time
 * @param link what a link refers to; else empty
 * @param content bytes of a file; else empty
 */
public record TarEntry(
        String path,
        Kind kind,
        String mode,
        String owner,
        Instant modified,
        String link,
        @SuppressWarnings("ArrayRecordComponent") byte[] content) {

    /** What a path in a layer is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK
    }

    public boolean isFile() {
        return kind == Kind.FILE;
    }

    /** The content of a text file. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Everything but the content: {@code FILE 644 0:0 1970-01-01T00:00:01Z}. */
    public String traits() {
        return kind + " " + mode + " " + owner + " " + modified;
    }

    @Override
    public String toString() {
        return path + " " + traits() + (link.isEmpty() ? "" : " -> " + link);
    }
}
