package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.layout.Entry.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gives every entry of a layout a file on the host: the source itself, or one made below {@code folder}. A file that is there
 * already with the same content is left alone, so that caches keyed by path and time still know it.
 *
 * @param folder where generated and unpacked files go
 */
public record Materials(Path folder) {

    /** The same layout with a file of the host behind each entry. */
    public Layout of(Layout layout) {
        return new Layout(layout.layers().stream()
                .map(layer -> new Layer(
                        layer.name(),
                        layer.entries().stream()
                                .map(entry ->
                                        entry.isDirectory() ? entry : entry.withContent(new Content.Source(of(entry))))
                                .toList()))
                .toList());
    }

    /** The file that holds the entry's content; for a directory, some directory. */
    public Path of(Entry entry) {
        try {
            if (entry.content() instanceof Content.Source source) {
                return source.file();
            }
            if (entry.content() instanceof Content.Text text) {
                return write(folder.resolve("generated").resolve(entry.path().relative()), text.text());
            }
            if (entry.content() instanceof Content.Zipped zipped) {
                return unpack(
                        zipped, folder.resolve("unpacked").resolve(entry.path().relative()));
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write below " + folder, e);
        }
    }

    private static Path write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static Path unpack(Content.Zipped zipped, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(zipped.archive().toFile())) {
            ZipEntry member = zip.getEntry(zipped.member());
            FileTime time = FileTime.from(member.getLastModifiedTime().toInstant());
            if (Files.isRegularFile(file)
                    && Files.size(file) == member.getSize()
                    && Files.getLastModifiedTime(file).equals(time)
                    && crc(file) == member.getCrc()) {
                return file;
            }
            Files.createDirectories(file.getParent());
            try (InputStream stream = zip.getInputStream(member)) {
                Files.copy(stream, file, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.setLastModifiedTime(file, time);
            return file;
        }
    }

    private static long crc(Path file) throws IOException {
        java.util.zip.CRC32 crc = new java.util.zip.CRC32();
        crc.update(Files.readAllBytes(file));
        return crc.getValue();
    }
}
