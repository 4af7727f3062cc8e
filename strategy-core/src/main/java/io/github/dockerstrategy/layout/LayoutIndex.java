package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry.Content;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A layout as a JSON file: all of it but the files' contents, which it names by path, relative to its own folder where they lie
 * below it. So a staged layout can be moved, and a built one pushed later.
 *
 * @param file the JSON file
 */
public record LayoutIndex(Path file) {

    private static final String LAYERS = "layers";
    private static final String NAME = "name";
    private static final String ENTRIES = "entries";
    private static final String PATH = "path";
    private static final String SOURCE = "source";
    private static final String MODE = "mode";
    private static final String OWNER = "owner";
    private static final String MODIFIED = "modified";

    /** Writes {@code layout}, all of whose contents must be files of the host. */
    public void write(Layout layout) {
        List<Map<String, Object>> layers =
                layout.layers().stream().map(this::indexed).toList();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, Json.write(Map.of(LAYERS, layers)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    /**
     * Reads an index that this plugin has written on this machine.
     *
     * @throws ProblemException if there is no such file
     */
    public Layout read() {
        return read(source -> file.toAbsolutePath().resolveSibling(source));
    }

    /**
     * Reads an index that may come out of a container: nothing in it is believed.
     *
     * @throws ProblemException if there is no such file, or something in it is not as the stager writes it
     */
    public Layout readUntrusted() {
        BuilderOutput output = new BuilderOutput(file.toAbsolutePath().resolveSibling(""));
        try {
            if (Files.exists(file)) {
                output.file(String.valueOf(file.getFileName()));
            }
            return read(output::file);
        } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
            throw BuilderOutput.refusal(
                    "The builder image returned layers that cannot be read: " + e.getMessage() + ".");
        }
    }

    private Layout read(Function<String, Path> files) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "no-layers",
                    "No layers were found: there is no " + file + ".",
                    "the goal that should have written it",
                    "see the output before this message: docker-strategy:stage did not run, or not for this module"));
        }
        try {
            return new Layout(Json.list(Json.object(Files.readAllBytes(file)).get(LAYERS)).stream()
                    .map(Json::object)
                    .map(layer -> new Layer(
                            String.valueOf(layer.get(NAME)),
                            Json.list(layer.get(ENTRIES)).stream()
                                    .map(Json::object)
                                    .map(entry -> entry(entry, files))
                                    .toList()))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private Map<String, Object> indexed(Layer layer) {
        Map<String, Object> indexed = new LinkedHashMap<>();
        indexed.put(NAME, layer.name());
        indexed.put(ENTRIES, layer.entries().stream().map(this::indexed).toList());
        return indexed;
    }

    /** An entry; {@code source} is absent for a directory. */
    private Map<String, Object> indexed(Entry entry) {
        Map<String, Object> indexed = new LinkedHashMap<>();
        indexed.put(PATH, entry.path().value());
        if (entry.content() instanceof Content.Source content) {
            Path folder = file.toAbsolutePath().resolveSibling("");
            Path absolute = content.file().toAbsolutePath();
            indexed.put(SOURCE, absolute.startsWith(folder) ? folder.relativize(absolute) : absolute);
        } else if (!entry.isDirectory()) {
            throw new IllegalArgumentException("not a file of the host: " + entry);
        }
        indexed.put(MODE, entry.mode());
        indexed.put(OWNER, entry.owner());
        indexed.put(MODIFIED, entry.modified());
        return indexed;
    }

    private Entry entry(Map<String, Object> indexed, Function<String, Path> files) {
        Object source = indexed.get(SOURCE);
        return new Entry(
                new ContainerPath(String.valueOf(indexed.get(PATH))),
                source == null ? new Content.Directory() : new Content.Source(files.apply(source.toString())),
                FileMode.parse(String.valueOf(indexed.get(MODE)), file.toString()),
                Ownership.parse(String.valueOf(indexed.get(OWNER)), file.toString()),
                Instant.parse(String.valueOf(indexed.get(MODIFIED))));
    }
}
