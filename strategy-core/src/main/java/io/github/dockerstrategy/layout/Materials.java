package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.layout.Entry.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;

/**
 * Gives every entry of a layout a file on the host: the source itself, or one made below {@code folder}.
 *
 * <p>Caches know such a file by its path and time. What a reproducible build has packed or staged has one time for ever, whatever
 * is in it, so the files made here get a time that follows from their content: what has changed is built again, and what has not
 * is still known after a clean build.
 *
 * @param folder where files are made
 */
public record Materials(Path folder) {

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
                return timeTells
                        ? source.file()
                        : keep(made, time(source.file()), () -> Files.newInputStream(source.file()));
            }
            if (entry.content() instanceof Content.Zipped zipped) {
                ZipEntry member = archives.member(zipped);
                return keep(made, time(member.getCrc(), member.getSize()), () -> archives.read(zipped));
            }
            byte[] text = ((Content.Made) entry.content()).bytes();
            return keep(made, time(new ByteArrayInputStream(text)), () -> new ByteArrayInputStream(text));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot take " + entry.path() + " to " + folder, e);
        }
    }

    private static Path keep(Path file, FileTime time, Opener content) throws IOException {
        if (!Files.isRegularFile(file) || !time(file).equals(time)) {
            Files.createDirectories(file.getParent());
            try (InputStream stream = content.open()) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.setLastModifiedTime(file, time);
        return file;
    }

    private static FileTime time(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return time(stream);
        }
    }

    private static FileTime time(InputStream content) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(content, new CRC32());
        long size = checked.transferTo(OutputStream.nullOutputStream());
        return time(checked.getChecksum().getValue(), size);
    }

    /** Seconds from the checksum, in the bits that every file system can store, and milliseconds from the size. */
    private static FileTime time(long crc, long size) {
        return FileTime.from(Instant.ofEpochSecond(crc & THIRTY_ONE_BITS, size % 1000 * 1_000_000));
    }
}
