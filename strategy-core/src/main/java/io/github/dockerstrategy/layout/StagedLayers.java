package io.github.dockerstrategy.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A layout written to a folder: {@code <layer>/<path in the image>} for each file, and {@value #INDEX} with what a folder
 * cannot hold (order, owners, modes, times).
 *
 * @param folder where it lies
 */
public record StagedLayers(Path folder) {

    public static final String INDEX = "layers.json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What {@value #INDEX} holds for a layer. */
    private record IndexedLayer(String name, List<IndexedEntry> entries) {}

    /** What {@value #INDEX} holds for an entry. */
    private record IndexedEntry(String path, boolean directory, String mode, String owner, String modified) {}

    /** Replaces whatever was staged before by {@code layout}. */
    public void write(Layout layout, Materials materials) {
        try {
            clear();
            for (Layer layer : layout.layers()) {
                for (Entry entry : layer.entries()) {
                    write(entry, fileOf(layer, entry), materials);
                }
            }
            Files.createDirectories(folder);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve(INDEX).toFile(), index(layout));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stage the layers in " + folder, e);
        }
    }

    /** Reads back what was staged; the entries' sources are the staged files. */
    public Layout read() {
        Path file = folder.resolve(INDEX);
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "not-staged",
                    "No staged layers were found: there is no " + file + ".",
                    "the goal docker-strategy:stage",
                    "see the output of the build before this message: the goal did not run, or not for this module"));
        }
        try {
            return new Layout(Stream.of(JSON.readValue(file.toFile(), IndexedLayer[].class))
                    .map(this::layer)
                    .toList());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot understand " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
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

    private Path fileOf(Layer layer, Entry entry) {
        return folder.resolve(layer.name()).resolve(entry.path().relative());
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

    private static List<IndexedLayer> index(Layout layout) {
        return layout.layers().stream()
                .map(layer -> new IndexedLayer(
                        layer.name(),
                        layer.entries().stream()
                                .map(entry -> new IndexedEntry(
                                        entry.path().value(),
                                        entry.isDirectory(),
                                        entry.mode().toString(),
                                        entry.owner().toString(),
                                        entry.modified().toString()))
                                .toList()))
                .toList();
    }

    private Layer layer(IndexedLayer indexed) {
        return new Layer(
                indexed.name(),
                indexed.entries().stream()
                        .map(entry -> {
                            ContainerPath path = new ContainerPath(entry.path());
                            Path file = folder.resolve(indexed.name()).resolve(path.relative());
                            return new Entry(
                                    path,
                                    entry.directory() ? new Content.Directory() : new Content.Source(file),
                                    FileMode.parse(entry.mode(), INDEX),
                                    Ownership.parse(entry.owner(), INDEX),
                                    Instant.parse(entry.modified()));
                        })
                        .toList());
    }
}
