package io.github.dockerstrategy.layout;

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
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A layout as a JSON file: all of it but the files' contents, which it names by path, relative to its own folder where they lie
 * below it. So a staged layout can be moved, and a built one pushed later.
 *
 * @param file the JSON file
 */
public record LayoutIndex(Path file) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private record IndexedLayer(String name, List<IndexedEntry> entries) {}

    /** An entry; {@code source} is absent for a directory. */
    private record IndexedEntry(String path, @Nullable String source, String mode, String owner, String modified) {}

    /** Writes {@code layout}, all of whose contents must be files of the host. */
    public void write(Layout layout) {
        List<IndexedLayer> layers = layout.layers().stream()
                .map(layer -> new IndexedLayer(
                        layer.name(),
                        layer.entries().stream().map(this::indexed).toList()))
                .toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), layers);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /** @throws ProblemException if there is no such file */
    public Layout read() {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "no-layers",
                    "No layers were found: there is no " + file + ".",
                    "the goal that should have written it",
                    "see the output before this message: docker-strategy:stage did not run, or not for this module"));
        }
        try {
            return new Layout(Stream.of(JSON.readValue(file.toFile(), IndexedLayer[].class))
                    .map(layer -> new Layer(
                            layer.name(),
                            layer.entries().stream().map(this::entry).toList()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private IndexedEntry indexed(Entry entry) {
        String source = null;
        if (entry.content() instanceof Content.Source content) {
            Path folder = file.toAbsolutePath().resolveSibling("");
            Path absolute = content.file().toAbsolutePath();
            source = absolute.startsWith(folder) ? folder.relativize(absolute).toString() : absolute.toString();
        } else if (!entry.isDirectory()) {
            throw new IllegalArgumentException("not a file of the host: " + entry);
        }
        return new IndexedEntry(
                entry.path().value(),
                source,
                entry.mode().toString(),
                entry.owner().toString(),
                entry.modified().toString());
    }

    private Entry entry(IndexedEntry entry) {
        return new Entry(
                new ContainerPath(entry.path()),
                entry.source() == null
                        ? new Content.Directory()
                        : new Content.Source(file.toAbsolutePath().resolveSibling(entry.source())),
                FileMode.parse(entry.mode(), file.toString()),
                Ownership.parse(entry.owner(), file.toString()),
                Instant.parse(entry.modified()));
    }
}
