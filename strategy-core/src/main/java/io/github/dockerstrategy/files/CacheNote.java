package io.github.dockerstrategy.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;

/**
 * A small text in the cache, with a checksum of its name and itself in the last line: what is damaged, cut short, another's or no text at
 * all is as good as not there. Where the cache can only be read, nothing is written, and what would have been kept is found out again.
 *
 * @param file where it lies
 */
public record CacheNote(Path file) {

    /** The text, if it is there and as it was written. */
    public Optional<String> read() {
        try {
            String all = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int end = all.lastIndexOf('\n');
            String text = end < 0 ? "" : all.substring(0, end);
            boolean whole = end >= 0 && all.substring(end + 1).equals(checksum(text));
            return whole ? Optional.of(text) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes it anew, if that is possible. */
    public void write(String text) {
        try {
            // The checksum reveals what a crash of the machine leaves, and a build writes dozens.
            new AtomicFile(file).write((text + "\n" + checksum(text)).getBytes(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            return;
        }
    }

    private String checksum(String text) {
        return Sha256.hex(file.getFileName() + "\n" + text);
    }

    /** Says by its time that it was used now. */
    public void touch() {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            return;
        }
    }
}
