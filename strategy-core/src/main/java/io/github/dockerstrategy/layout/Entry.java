package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One file or directory of a layer.
 *
 * @param path its path in the image
 * @param content what it is
 * @param mode its permissions
 * @param owner its owner
 * @param modified its modification time in the image
 */
public record Entry(ContainerPath path, Content content, FileMode mode, Ownership owner, Instant modified)
        implements Comparable<Entry> {

    /** Any time but the first that a zip archive can hold: to that one the JDK adds the same in the machine's time zone. */
    private static final LocalDateTime FIXED = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** What a path in a layer is. */
    public sealed interface Content {

        /** A copy of a file on the host. */
        record Source(Path file) implements Content {}

        /** A member of a zip archive on the host, such as a class in a war. */
        record Zipped(Path archive, String member) implements Content {}

        /** What we make ourselves. */
        sealed interface Made extends Content {
            byte[] bytes();
        }

        /** A text that we wrote ourselves, such as a launch file. */
        record Text(String text) implements Made {
            @Override
            public byte[] bytes() {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }

        /** A jar that holds a manifest and nothing else. */
        record EmptyJar(String manifest) implements Made {
            @Override
            public byte[] bytes() {
                byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
                CRC32 checksum = new CRC32();
                checksum.update(text);
                ZipEntry entry = new ZipEntry(JarFile.MANIFEST_NAME);
                entry.setTimeLocal(FIXED);
                // Not compressed: not every JDK compresses alike.
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(text.length);
                entry.setCrc(checksum.getValue());
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                    zip.putNextEntry(entry);
                    zip.write(text);
                    zip.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return bytes.toByteArray();
            }
        }

        /** A directory. */
        record Directory() implements Content {}
    }

    /** How a layer says that a file of the layers below is gone. */
    private static final String WHITEOUT = "/.wh.";

    /** @throws ProblemException if it would remove files of the layers below */
    public Entry {
        if (path.value().contains(WHITEOUT)) {
            throw new ProblemException(Problem.of(
                    "reserved-file-name",
                    "A file cannot be called '" + path.value()
                            + "' in an image: names that begin with .wh. remove files" + " of the layers below.",
                    origin(content),
                    "give it another name, or leave it out"));
        }
    }

    private static String origin(Content content) {
        if (content instanceof Content.Zipped zipped) {
            return zipped.archive() + ", member " + zipped.member();
        }
        return content instanceof Content.Source source ? source.file().toString() : "";
    }

    /** A file of the host, owned by root and readable by all. */
    public static Entry file(ContainerPath path, Path source, Instant modified) {
        return new Entry(path, new Content.Source(source), FileMode.FILE, Ownership.ROOT, modified);
    }

    /** A generated text file, owned by root and readable by all. */
    public static Entry text(ContainerPath path, String text, Instant modified) {
        return new Entry(path, new Content.Text(text), FileMode.FILE, Ownership.ROOT, modified);
    }

    /** A directory, owned by root. */
    public static Entry directory(ContainerPath path, Instant modified) {
        return new Entry(path, new Content.Directory(), FileMode.DIRECTORY, Ownership.ROOT, modified);
    }

    public boolean isDirectory() {
        return content instanceof Content.Directory;
    }

    public Entry withContent(Content newContent) {
        return new Entry(path, newContent, mode, owner, modified);
    }

    public Entry withMode(FileMode newMode) {
        return new Entry(path, content, newMode, owner, modified);
    }

    public Entry withOwner(Ownership newOwner) {
        return new Entry(path, content, mode, newOwner, modified);
    }

    /** By path, so that a layer's order never depends on a file system. */
    @Override
    public int compareTo(Entry other) {
        return path.compareTo(other.path);
    }
}
