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
        DesignDifferences.TEXTS.forEach(difference -> lines.add("- " + difference));
        return String.join("\n", lines) + "\n";
    }
}
