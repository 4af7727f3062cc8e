package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hashes of files' contents, which are not read again while nothing about the file has changed.
 *
 * <p>Modification times lie: reproducible builds and unpackers set them to whatever they like. The time of the last change of a file's
 * entry (ctime) is the operating system's own, and nobody can set it. Where a file system has none, contents are read each time.
 */
final class FileHashes {

    /** Reading a smaller file costs no more than looking it up. */
    private static final long WORTH_REMEMBERING = 1 << 16;

    /** Two changes within one tick of a file system's clock look like one. */
    private static final Duration TICK = Duration.ofSeconds(2);

    /**
     * A file as it was found.
     *
     * @param stamp tells whether it is still that
     * @param hash SHA-256 of its content
     */
    record Seen(String stamp, String hash) {}

    private final Map<String, Seen> before;
    private final Map<String, Seen> now = new TreeMap<>();

    /** @param before what the last build has seen, by path */
    FileHashes(Map<String, Seen> before) {
        this.before = Map.copyOf(before);
    }

    /** SHA-256 of a file's content. */
    String of(Path file) throws IOException {
        Optional<String> stamp = Files.size(file) < WORTH_REMEMBERING ? Optional.empty() : settledStamp(file);
        if (stamp.isEmpty()) {
            return Sha256.hex(file);
        }
        String path = file.toAbsolutePath().toString();
        Seen seen = before.get(path);
        String hash = seen != null && seen.stamp().equals(stamp.get()) ? seen.hash() : Sha256.hex(file);
        now.put(path, new Seen(stamp.get(), hash));
        return hash;
    }

    /** What the next build may be told. */
    Map<String, Seen> seen() {
        return Map.copyOf(now);
    }

    /** Changes whenever the file does; empty where that cannot be told. */
    static Optional<String> stamp(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("unix")) {
            return Optional.empty();
        }
        Map<String, Object> facts = Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime");
        return Optional.of(new TreeMap<>(facts).values().toString());
    }

    private static Optional<String> settledStamp(Path file) throws IOException {
        Optional<String> stamp = stamp(file);
        if (stamp.isEmpty()) {
            return stamp;
        }
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        return changed.toInstant().isBefore(Instant.now().minus(TICK)) ? stamp : Optional.empty();
    }
}
