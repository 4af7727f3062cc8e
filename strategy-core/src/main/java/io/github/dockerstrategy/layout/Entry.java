package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One file or directory of a layer.
 *
 * @param path where it lies in the image
 * @param content what it is
 * @param mode its permissions
 * @param owner its owner
 * @param modified its modification time in the image
 */
public record Entry(ContainerPath path, Content content, FileMode mode, Ownership owner, Instant modified)
        implements Comparable<Entry> {

    /** What a path in a layer is. */
    public sealed interface Content {

        /** A copy of a file on the host. */
        record Source(Path file) implements Content {}

        /** A member of a zip archive on the host, such as a class in a war. */
        record Zipped(Path archive, String member) implements Content {}

        /** A text that we wrote ourselves, such as a launch file. */
        record Text(String text) implements Content {}

        /** A directory. */
        record Directory() implements Content {}
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
