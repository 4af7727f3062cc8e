package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was taken over.
 *
 * @param source the plugin that it was taken from
 * @param plugin the {@code <plugin>} element
 * @param rows what became of each element of the other plugin's configuration
 */
public record Imported(Source source, Element plugin, List<Row> rows) {

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
                .filter(row -> row.fate() == Fate.NONE || row.fate() == Fate.IGNORED || row.fate() == Fate.UNKNOWN)
                .toList();
    }

    /** The name of the image, as it is written, if there is one image. */
    public Optional<String> image() {
        return plugin.child("configuration")
                .flatMap(configuration -> configuration.child("image"))
                .map(Element::text);
    }

    /** Its further tags, as they are written. */
    public List<String> tags() {
        return plugin.child("configuration").flatMap(configuration -> configuration.child("tags")).stream()
                .flatMap(Element::children)
                .map(Element::text)
                .toList();
    }

    /** Where the application is in the image, as it is written. */
    public Optional<String> appRoot() {
        return plugin.child("configuration")
                .flatMap(configuration -> configuration.child("container"))
                .flatMap(container -> container.child("appRoot"))
                .map(Element::text);
    }

    /** The elements of which no rule says what becomes of them. */
    public List<String> unaccounted() {
        return rows.stream()
                .filter(row -> row.fate() == Fate.UNKNOWN)
                .map(Row::path)
                .toList();
    }

    /** A page with everything. */
    public String report() {
        List<String> lines = new ArrayList<>(List.of("# Imported from " + source.title(), "", "```xml"));
        lines.addAll(plugin.lines());
        lines.addAll(List.of("```", "", summary() + ".", "", "| " + source.title() + " | | here |", "|---|---|---|"));
        rows.forEach(row -> lines.add("| `" + row.path() + "` | " + row.fate() + " | "
                + row.here().replace("<", "&lt;").replace("|", "\\|") + " |"));
        lines.addAll(List.of("", "What differs in any case:", ""));
        source.differences().forEach(difference -> lines.add("- " + difference));
        return String.join("\n", lines) + "\n";
    }
}
