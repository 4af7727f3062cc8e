package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Hashes of files' contents, which are not read again while nothing about the file has changed.
 *
 * <p>Modification times lie: reproducible builds and unpackers set them to whatever they like. The time of the last change of a file's
 * entry (ctime) is the operating system's own, and nobody can set it. Where a file system has none, contents are read each time.
 */
public final class FileHashes {

    /** Longer than a tick of any file system's clock: two changes within one look like one. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private static final String CHANGED = "ctime";

    /**
     * A file as it was found.
     *
     * @param stamp tells whether it is still that
     * @param hash SHA-256 of its content
     */
    public record Seen(String stamp, String hash) {}

    private final Map<String, Seen> before;
    private final Map<String, Seen> now = new HashMap<>();
    private final Map<Path, String> looks = new HashMap<>();

    /** @param before what the last build has seen, by path */
    public FileHashes(Map<String, Seen> before) {
        this.before = Map.copyOf(before);
    }

    /** SHA-256 of a file's content. */
    public String of(Path file) throws IOException {
        Map<String, Object> facts = facts(file);
        looks.put(file, look(file, facts));
        if (facts.isEmpty() || !isSettled(facts)) {
            return Sha256.hex(file);
        }
        String path = file.toAbsolutePath().toString();
        String stamp = stamp(facts);
        Seen seen = before.get(path);
        String hash = seen != null && seen.stamp().equals(stamp) ? seen.hash() : Sha256.hex(file);
        now.put(path, new Seen(stamp, hash));
        return hash;
    }

    /** Whether nothing has happened to a file since its hash was asked for. */
    boolean isStill(Path file) throws IOException {
        return look(file, facts(file)).equals(looks.get(file));
    }

    /** What the next build may be told. */
    public Map<String, Seen> seen() {
        return Map.copyOf(now);
    }

    /** Changes whenever the file does; empty where that cannot be told. */
    public static Optional<String> stamp(Path file) throws IOException {
        Map<String, Object> facts = facts(file);
        return facts.isEmpty() ? Optional.empty() : Optional.of(stamp(facts));
    }

    private static String look(Path file, Map<String, Object> facts) throws IOException {
        return facts.isEmpty() ? Files.size(file) + " " + Files.getLastModifiedTime(file) : stamp(facts);
    }

    private static String stamp(Map<String, Object> facts) {
        return facts.get("ino") + " " + facts.get("size") + " " + nanos(facts, "lastModifiedTime") + " "
                + nanos(facts, CHANGED);
    }

    private static boolean isSettled(Map<String, Object> facts) {
        return nanos(facts, CHANGED) < TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TICK.toNanos();
    }

    private static long nanos(Map<String, Object> facts, String time) {
        return ((FileTime) Objects.requireNonNull(facts.get(time))).to(TimeUnit.NANOSECONDS);
    }

    /** What the operating system says of a file; nothing where it does not say all of it. */
    private static Map<String, Object> facts(Path file) throws IOException {
        try {
            return Files.readAttributes(file, "unix:ino,size,lastModifiedTime," + CHANGED);
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Map.of();
        }
    }
}
