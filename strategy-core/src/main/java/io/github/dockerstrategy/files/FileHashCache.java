package io.github.dockerstrategy.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Hashes of files' contents, which are not read again while nothing about the file has changed.
 *
 * <p>Modification times lie: reproducible builds and unpackers set them to whatever they like. The time of the last change of a file's
 * entry (ctime) is the operating system's own, and nobody can set it. Where a file system has none, contents are read each time.
 */
public final class FileHashCache {

    /** Longer than a tick of any file system's clock: two changes within one look like one. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private static final String CHANGED = "ctime";

    /** Between an archive and its member, as in the JDK's own addresses. */
    private static final String MEMBER = "!/";

    /**
     * A file as it was found.
     *
     * @param stamp tells whether it is still that
     * @param hash SHA-256 of its content
     */
    public record Seen(String stamp, String hash) {}

    private final Map<String, Seen> before;
    private final Map<String, Seen> now = new HashMap<>();

    /** @param before what the last build has seen, by path */
    public FileHashCache(Map<String, Seen> before) {
        this.before = Map.copyOf(before);
    }

    /** Opens a content. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    /** Reads a content. */
    @FunctionalInterface
    private interface Reader {
        String hash() throws IOException;
    }

    /** SHA-256 of a file's content. */
    public String of(Path file) throws IOException {
        return of(file, file.toAbsolutePath().toString(), () -> Sha256.hex(file));
    }

    /**
     * SHA-256 of the content of an archive's member, whatever the archive's directory claims.
     *
     * @param content opens the member
     */
    public String ofMember(Path archive, String member, Opener content) throws IOException {
        return of(archive, archive.toAbsolutePath() + MEMBER + member, () -> {
            MessageDigest digest = Sha256.start();
            try (InputStream in = content.open()) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
            return Sha256.hex(digest);
        });
    }

    private String of(Path file, String name, Reader reader) throws IOException {
        Map<String, Object> facts = facts(file);
        if (facts.isEmpty() || !isSettled(facts)) {
            return reader.hash();
        }
        String stamp = stamp(facts);
        Seen seen = before.get(name);
        String hash = seen != null && seen.stamp().equals(stamp) ? seen.hash() : reader.hash();
        now.put(name, new Seen(stamp, hash));
        return hash;
    }

    /** What a file of {@link #write} tells; what is not there or not whole tells nothing. */
    public static FileHashCache read(Path file) {
        Map<String, Seen> before = new HashMap<>();
        try {
            new CacheNote(file).read().stream().flatMap(String::lines).forEach(line -> {
                String[] parts = line.split("\t", 3);
                before.put(parts[2].translateEscapes(), new Seen(parts[0], parts[1]));
            });
            return new FileHashCache(before);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return new FileHashCache(Map.of());
        }
    }

    /** Writes what the next build may be told, if that is anything new and the folder can be written to. */
    public void write(Path file) {
        if (now.isEmpty() || now.equals(before)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(now)
                .forEach((name, seen) -> text.append(seen.stamp())
                        .append('\t')
                        .append(seen.hash())
                        .append('\t')
                        .append(name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))
                        .append('\n'));
        new CacheNote(file).write(text.toString());
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
