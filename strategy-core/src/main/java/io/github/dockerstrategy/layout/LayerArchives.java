package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A layout as tar archives, one a layer, for a Dockerfile to {@code ADD}: the only form that keeps owners, modes and times with
 * every builder. The same layers always give the same bytes.
 *
 * @param folder where the archives lie
 */
public record LayerArchives(Path folder) {

    /** Writes {@code <layer>.tar} for each layer. */
    public void write(Layout layout, Materials materials) {
        try {
            Files.createDirectories(folder);
            for (Layer layer : materials.of(layout).layers()) {
                write(layer, folder.resolve(layer.name() + ".tar"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write layers to " + folder, e);
        }
    }

    private static void write(Layer layer, Path archive) throws IOException {
        TreeMap<ContainerPath, Entry> entries = new TreeMap<>();
        for (Entry entry : layer.entries()) {
            // Folders on the way, as jib makes them: root's, 755.
            for (Optional<ContainerPath> parent = entry.path().parent();
                    parent.isPresent() && !parent.get().equals(ContainerPath.ROOT);
                    parent = parent.get().parent()) {
                entries.putIfAbsent(parent.get(), Entry.directory(parent.get(), entry.modified()));
            }
            entries.put(entry.path(), entry);
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                TarArchiveOutputStream tar = new TarArchiveOutputStream(file, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            for (Entry entry : entries.values()) {
                write(entry, tar);
            }
        }
    }

    private static void write(Entry entry, TarArchiveOutputStream tar) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(name(entry));
        header.setMode((entry.isDirectory() ? 0040000 : 0100000) | entry.mode().bits());
        header.setIds(entry.owner().uid(), entry.owner().gid());
        header.setModTime(entry.modified().toEpochMilli());
        Path source = entry.content() instanceof Entry.Content.Source content ? content.file() : null;
        if (source != null) {
            header.setSize(Files.size(source));
        }
        tar.putArchiveEntry(header);
        if (source != null) {
            Files.copy(source, tar);
        }
        tar.closeArchiveEntry();
    }

    private static String name(Entry entry) {
        if (entry.path().equals(ContainerPath.ROOT)) {
            return "./";
        }
        return entry.path().relative() + (entry.isDirectory() ? "/" : "");
    }
}
