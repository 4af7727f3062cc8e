package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * Gives every entry of a layout a file on the host: the source itself, or one made below {@code folder}.
 *
 * <p>Caches know such a file by its path and time. What a reproducible build has packed or staged has one time for ever, whatever
 * is in it, so the files made here get a time that follows from their content: what has changed is built again, and what has not
 * is still known after a clean build.
 *
 * @param folder where files are made
 */
public record MaterializedFiles(Path folder) {

    private static final long THIRTY_ONE_BITS = 0x7fffffffL;

    /** Where to read a content from. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    /** The same layout with a file of the host behind each entry. */
    public Layout of(Layout layout) {
        try (OpenArchives archives = new OpenArchives()) {
            return new Layout(layout.layers().stream()
                    .map(layer -> new Layer(
                            layer.name(),
                            layer.entries().stream()
                                    .map(entry -> entry.isDirectory()
                                            ? entry
                                            : entry.withContent(new Content.Source(of(layer, entry, archives))))
                                    .toList()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write below " + folder, e);
        }
    }

    private Path of(Layer layer, Entry entry, OpenArchives archives) {
        Path made = folder.resolve("files")
                .resolve(layer.name())
                .resolve(entry.path().relative());
        try {
            if (entry.content() instanceof Content.Source source) {
                boolean timeTells =
                        !Files.getLastModifiedTime(source.file()).toInstant().equals(entry.modified());
                return timeTells ? source.file() : keep(made, () -> Files.newInputStream(source.file()));
            }
            if (entry.content() instanceof Content.Zipped zipped) {
                return keep(made, () -> archives.read(zipped));
            }
            byte[] text = ((Content.Made) entry.content()).bytes();
            return keep(made, () -> new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take " + entry.path() + " to " + folder, e);
        }
    }

    /** Content decides whether the file is written anew: size and time are the same for two contents sooner or later. */
    private static Path keep(Path file, Opener content) throws IOException {
        String hash = hash(content);
        if (!Files.isRegularFile(file) || !Sha256.hex(file).equals(hash)) {
            Files.createDirectories(file.getParent());
            try (InputStream stream = content.open()) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | ProblemException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        }
        Files.setLastModifiedTime(file, time(hash));
        return file;
    }

    private static String hash(Opener content) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream stream = content.open()) {
            stream.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return Sha256.hex(digest);
    }

    private static FileTime time(String hash) {
        long bits = Long.parseUnsignedLong(hash.substring(0, 16), 16);
        return FileTime.from(Instant.ofEpochSecond(bits & THIRTY_ONE_BITS, (bits >>> 32) % 1000 * 1_000_000));
    }
}
