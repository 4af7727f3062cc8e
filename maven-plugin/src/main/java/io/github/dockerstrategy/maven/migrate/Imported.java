package io.github.dockerstrategy.maven.migrate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was taken over.
 *
 * @param plugin the {@code <plugin>} element
 * @param rows what became of each element of the other plugin's configuration
 */
public record Imported(Element plugin, List<Row> rows) {

    /** What differs from an image of Jib's in any case, and is no matter of configuration. */
    static final List<String> DIFFERENCES = List.of(
            "Layers: dependencies are in up to 32 layers, so that an upgrade sends less."
                    + " `<dependencies><layers>1</layers>` makes one of them.",
            "Start: the entrypoint is `java @/app/launch.args`; the file has the class path, the JVM's flags and the main class.",
            "Folders: Jib makes an empty folder for each package among the resources.",
            "With `<containerizingMode>packaged</containerizingMode>`, the jar is `/app/app.jar`, in place of `/app/classpath/NAME.jar`.",
            "Spring Boot with `<containerizingMode>packaged</containerizingMode>`: Jib starts the classes without Spring Boot's loader;"
                    + " here the jar is unpacked into its own layers and started by its loader.",
            "Jars of other modules of the reactor get fixed times inside, so that the same sources give the same image.",
            "Labels: the image gets OCI labels from the POM (title, description, version, licenses and others).");

    public Imported {
        rows = List.copyOf(rows);
    }

    /** How many elements there are of each fate, such as {@code 4 same, 1 translated}. */
    public String summary() {
        return rows.isEmpty()
                ? "nothing but defaults"
                : Arrays.stream(Fate.values())
                        .filter(fate -> count(fate) > 0)
                        .map(fate -> count(fate) + " " + fate)
                        .collect(Collectors.joining(", "));
    }

    private long count(Fate fate) {
        return rows.stream().filter(row -> row.fate() == fate).count();
    }

    /** The rows that a person has to know of. */
    public List<Row> attention() {
        return rows.stream()
                .filter(row -> row.fate() == Fate.NONE || row.fate() == Fate.IGNORED)
                .toList();
    }

    /** A page with everything. */
    public String report() {
        List<String> lines = new ArrayList<>(List.of("# Imported from jib-maven-plugin", "", "```xml"));
        lines.addAll(plugin.lines());
        lines.addAll(List.of("```", "", summary() + ".", "", "| Jib | | here |", "|---|---|---|"));
        rows.forEach(row -> lines.add("| `" + row.path() + "` | " + row.fate() + " | "
                + row.here().replace("<", "&lt;").replace("|", "\\|") + " |"));
        lines.addAll(List.of("", "What differs from an image of Jib's:", ""));
        DIFFERENCES.forEach(difference -> lines.add("- " + difference));
        return String.join("\n", lines) + "\n";
    }
}
