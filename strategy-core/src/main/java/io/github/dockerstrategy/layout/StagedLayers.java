package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.files.FileDeletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A layout written to a folder: {@code <layer>/<path in the image>} for each file, and an index with what a folder cannot hold
 * (order, owners, modes, times).
 *
 * @param folder where it lies
 */
public record StagedLayers(Path folder) {

    public static final String INDEX = "layers.json";

    /**
     * Replaces whatever was staged before by {@code layout}.
     *
     * @param expected the folders that a Dockerfile copies: none of them is missing or empty, and the files of any other layer lie in
     *     the last of them; the index tells the layers as they are. Without names, the folders are those of the layers.
     */
    public void write(Layout layout, MaterializedFiles materials, ExpectedLayers expected) {
        try {
            FileDeletion.deleteTree(folder);
            Files.createDirectories(folder);
            List<String> names = expected.names();
            List<Layer> staged = new ArrayList<>();
            for (Layer layer : materials.of(layout).layers()) {
                boolean known = names.isEmpty() || names.contains(layer.name());
                staged.add(write(layer, known ? layer.name() : names.get(names.size() - 1)));
            }
            for (String name : names) {
                if (Files.notExists(folder.resolve(name))) {
                    Layer placeholder = expected.placeholder(name, layout);
                    Files.createDirectories(folder.resolve(name));
                    write(placeholder, name);
                }
            }
            new LayoutIndex(folder.resolve(INDEX)).write(new Layout(staged));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stage the layers in " + folder, e);
        }
    }

    /** Reads back what was staged, perhaps in a container; the entries' sources are the staged files. */
    public Layout read() {
        return new LayoutIndex(folder.resolve(INDEX)).readUntrusted();
    }

    private Layer write(Layer layer, String name) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<Path, Entry> directories = new TreeMap<>(Comparator.reverseOrder());
        for (Entry entry : layer.entries()) {
            Path file = folder.resolve(name).resolve(entry.path().relative());
            if (entry.content() instanceof Entry.Content.Source source) {
                Files.createDirectories(file.getParent());
                Files.copy(source.file(), file, StandardCopyOption.REPLACE_EXISTING);
                dress(file, entry);
                entries.add(entry.withContent(new Entry.Content.Source(file)));
            } else {
                Files.createDirectories(file);
                directories.put(file, entry);
                entries.add(entry);
            }
            addParents(directories, file, entry);
        }
        // Directories come last, the deepest first: what is written into one changes its time.
        for (Map.Entry<Path, Entry> directory : directories.entrySet()) {
            dress(directory.getKey(), directory.getValue());
        }
        return new Layer(layer.name(), entries);
    }

    /** A directory that the layout does not speak of gets the usual mode and its first file's time. */
    private void addParents(Map<Path, Entry> directories, Path file, Entry entry) {
        for (Path parent = file.getParent(); parent != null && !parent.equals(folder); parent = parent.getParent()) {
            directories.putIfAbsent(parent, Entry.directory(entry.path(), entry.modified()));
        }
    }

    private static void dress(Path path, Entry entry) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(letters(entry.mode().bits())));
        }
        chown(path, entry);
        Files.setLastModifiedTime(path, FileTime.from(entry.modified()));
    }

    /** In a builder image we are root, and COPY from there keeps the owners; anywhere else the index has to do. */
    private static void chown(Path path, Entry entry) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("unix")) {
            chown(path, "unix:uid", entry.owner().uid());
            chown(path, "unix:gid", entry.owner().gid());
        }
    }

    private static void chown(Path path, String attribute, int id) throws IOException {
        if (!Files.getAttribute(path, attribute).equals(id)) {
            try {
                Files.setAttribute(path, attribute, id);
            } catch (FileSystemException e) {
                return;
            }
        }
    }

    private static String letters(int bits) {
        StringBuilder letters = new StringBuilder();
        for (int shift = 8; shift >= 0; shift--) {
            letters.append((bits >> shift & 1) == 1 ? "rwx".charAt(2 - shift % 3) : '-');
        }
        return letters.toString();
    }
}
