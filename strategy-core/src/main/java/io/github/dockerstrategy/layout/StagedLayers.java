package io.github.dockerstrategy.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layout written to a folder: {@code <layer>/<path in the image>} for each file, and an index with what a folder cannot hold
 * (order, owners, modes, times).
 *
 * @param folder where it lies
 */
public record StagedLayers(Path folder) {

    public static final String INDEX = "layers.json";

    /** Replaces whatever was staged before by {@code layout}. */
    public void write(Layout layout, Materials materials) {
        try {
            clear();
            Files.createDirectories(folder);
            List<Layer> staged = new ArrayList<>();
            for (Layer layer : layout.layers()) {
                List<Entry> entries = new ArrayList<>();
                for (Entry entry : layer.entries()) {
                    Path file =
                            folder.resolve(layer.name()).resolve(entry.path().relative());
                    write(entry, file, materials);
                    entries.add(entry.isDirectory() ? entry : entry.withContent(new Entry.Content.Source(file)));
                }
                staged.add(new Layer(layer.name(), entries));
            }
            new LayoutIndex(folder.resolve(INDEX)).write(new Layout(staged));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stage the layers in " + folder, e);
        }
    }

    /** Reads back what was staged; the entries' sources are the staged files. */
    public Layout read() {
        return new LayoutIndex(folder.resolve(INDEX)).read();
    }

    private void clear() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void write(Entry entry, Path file, Materials materials) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
        } else {
            Files.createDirectories(file.getParent());
            Files.copy(materials.of(entry), file, StandardCopyOption.REPLACE_EXISTING);
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(letters(entry.mode().bits())));
        }
        Files.setLastModifiedTime(file, FileTime.from(entry.modified()));
    }

    private static String letters(int bits) {
        StringBuilder letters = new StringBuilder();
        for (int shift = 8; shift >= 0; shift--) {
            letters.append((bits >> shift & 1) == 1 ? "rwx".charAt(2 - shift % 3) : '-');
        }
        return letters.toString();
    }
}
