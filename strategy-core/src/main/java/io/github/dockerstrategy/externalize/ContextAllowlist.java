package io.github.dockerstrategy.externalize;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** The ignore file: only what the new Dockerfile copies goes to the engine, and of that nothing that was ignored before. */
final class ContextAllowlist {

    private final ExternalizeInput input;
    private final Set<String> sources;
    private final Set<String> artifacts;
    private final Set<String> unpacked;

    ContextAllowlist(ExternalizeInput input, Set<String> sources, Set<String> artifacts, Set<String> unpacked) {
        this.input = input;
        this.sources = sources;
        this.artifacts = new TreeSet<>(artifacts);
        this.artifacts.removeAll(unpacked);
        this.unpacked = unpacked;
    }

    String text() {
        Set<String> lines = new LinkedHashSet<>();
        boolean all = sources.contains("") || artifacts.contains("");
        if (!all) {
            lines.add("*");
            sources.forEach(path -> lines.add("!" + path));
        }
        if (!sources.isEmpty()) {
            input.ignore()
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(lines::add);
        }
        artifacts.stream().filter(path -> !path.isEmpty()).forEach(path -> lines.add("!" + path));
        lines.add(input.folder());
        unpacked.forEach(path -> lines.add("!" + path));
        return "# Only what the Dockerfile copies goes to the engine.\n" + String.join("\n", lines) + "\n";
    }
}
