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
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A layout as tar archives, one a layer, for a Dockerfile to {@code ADD}: the only form that keeps owners, modes and times with
 * every builder. The same layers always give the same bytes.
 *
 * @param folder where the archives lie
 * @param kept where they are kept between builds: of what has not changed, {@code folder} gets the archive of the last build
 */
public record LayerArchives(Path folder, Path kept) {

    /** Writes {@code <layer>.tar} for each layer. */
    public void write(Layout layout, Materials materials) {
        try {
            Files.createDirectories(folder);
            forgetOthers(layout);
            for (Layer layer : materials.of(layout).layers()) {
                new KeptArchive(kept, layer).into(folder, LayerArchives::write);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write layers to " + folder, e);
        }
    }

    private void forgetOthers(Layout layout) throws IOException {
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                for (Path file : files.toList()) {
                    if (layout.layers().stream().noneMatch(layer -> KeptArchive.isOf(file, layer.name()))) {
                        Files.delete(file);
                    }
                }
            }
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
