package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is kept of a build, in a file of lines: what kind of line it is, and its values, between tabs.
 *
 * @param inputs digest of all that decided the result
 * @param target by what the target is known to be as the build has left it
 * @param assembled the result
 * @param files hashes of large files that went into it, by path
 */
record BuildRecord(String inputs, String target, BuiltImage assembled, Map<String, FileHashCache.Seen> files) {

    private static final String BUILD = "build";
    private static final String LAYER = "layer";
    private static final String FILE = "file";

    BuildRecord {
        files = Map.copyOf(files);
    }

    /** Reads a file; what is not there or not whole is nothing. */
    static Optional<BuildRecord> read(Path file) {
        try {
            return new CacheNote(file).read().map(text -> of(text.lines().toList()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Writes a file, which is whole or not there. */
    void write(Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(line(
                BUILD,
                inputs,
                target,
                assembled.base(),
                assembled.imageId(),
                assembled.imageDigest(),
                Long.toString(assembled.size()),
                Boolean.toString(assembled.pushed())));
        assembled
                .layers()
                .forEach(layer -> lines.add(line(LAYER, layer.name(), layer.digest(), Long.toString(layer.size()))));
        files.forEach((path, seen) -> lines.add(line(FILE, path, seen.stamp(), seen.hash())));
        new CacheNote(file).write(String.join("\n", lines));
    }

    private static BuildRecord of(List<String> lines) {
        List<String> build = values(lines.get(0));
        List<LayerResult> layers = new ArrayList<>();
        Map<String, FileHashCache.Seen> files = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> values = values(line);
            if (values.get(0).equals(LAYER)) {
                layers.add(new LayerResult(values.get(1), values.get(2), Long.parseLong(values.get(3))));
            } else {
                files.put(values.get(1), new FileHashCache.Seen(values.get(2), values.get(3)));
            }
        }
        BuiltImage assembled = new BuiltImage(
                build.get(3),
                build.get(4),
                build.get(5),
                layers,
                Long.parseLong(build.get(6)),
                Boolean.parseBoolean(build.get(7)));
        return new BuildRecord(build.get(1), build.get(2), assembled, files);
    }

    private static String line(String... values) {
        return Stream.of(values)
                .map(value -> value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r"))
                .collect(Collectors.joining("\t"));
    }

    private static List<String> values(String line) {
        return Stream.of(line.split("\t", -1)).map(String::translateEscapes).toList();
    }
}
