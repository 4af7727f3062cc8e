package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.layout.Entry.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;

/**
 * Jars that this build made, with times and order that follow from their contents. Of a module whose build is not reproducible, each
 * packaging gives a jar of other bytes, with the same contents; then the same image would have another digest each time.
 *
 * @param folder where the copies are kept
 * @param files the jars, where they go into the image as they are
 * @param names their file names, if they are in an archive
 */
public record NormalizedJars(Path folder, Set<Path> files, Set<String> names) {

    public NormalizedJars {
        files = Set.copyOf(files);
        names = Set.copyOf(names);
    }

    /** The layout with the copies in place of the jars. */
    public Layout of(Layout layout) {
        try (OpenArchives archives = new OpenArchives()) {
            return new Layout(layout.layers().stream()
                    .map(layer -> new Layer(
                            layer.name(),
                            layer.entries().stream()
                                    .map(entry -> entry.withContent(of(entry.content(), archives)))
                                    .toList()))
                    .toList());
        } catch (IOException | UncheckedIOException e) {
            throw new UncheckedIOException("Cannot write below " + folder, new IOException(e));
        }
    }

    private Content of(Content content, OpenArchives archives) {
        try {
            if (content instanceof Content.Source source && files.contains(source.file())) {
                return copy(content, source.file(), source.file());
            }
            if (content instanceof Content.Zipped zipped && names.contains(fileName(zipped.member()))) {
                Path nested = place(zipped.archive() + "!/" + zipped.member(), "nested.jar");
                return copy(content, zipped.archive(), nested, () -> archives.read(zipped));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a jar. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    private Content copy(Content content, Path stamped, Path nested, Opener opener) throws IOException {
        Path copy = place(nested.toString(), "normalized.jar");
        if (isCurrent(copy, stamped)) {
            return new Content.Source(copy);
        }
        Files.createDirectories(nested.resolveSibling(""));
        try (InputStream in = opener.open()) {
            Files.copy(in, nested, StandardCopyOption.REPLACE_EXISTING);
        }
        try {
            return copy(content, stamped, nested);
        } finally {
            Files.deleteIfExists(nested);
        }
    }

    /** What is no jar that can be read stays as it is. */
    private Content copy(Content content, Path stamped, Path jar) throws IOException {
        Path copy = place(jar.toString(), "normalized.jar");
        if (isCurrent(copy, stamped)) {
            return new Content.Source(copy);
        }
        Files.createDirectories(copy.resolveSibling(""));
        String before = stamp(stamped);
        if (!new NormalizedJar(jar).writeTo(copy)) {
            Files.deleteIfExists(copy);
            return content;
        }
        note(copy).write(before + "|" + stamp(copy));
        return new Content.Source(copy);
    }

    private boolean isCurrent(Path copy, Path stamped) throws IOException {
        return Files.isRegularFile(copy) && note(copy).read().equals(Optional.of(stamp(stamped) + "|" + stamp(copy)));
    }

    private static CacheNote note(Path copy) {
        return new CacheNote(copy.resolveSibling("made-of"));
    }

    private static String stamp(Path file) throws IOException {
        Optional<String> stamp = FileHashCache.stamp(file);
        return stamp.isPresent() ? stamp.get() : Sha256.hex(file);
    }

    private Path place(String of, String name) {
        return folder.resolve(Sha256.hex(of).substring(0, 16)).resolve(name);
    }

    private static String fileName(String member) {
        return member.substring(member.lastIndexOf('/') + 1);
    }
}
