package io.github.dockerstrategy.maven.migrate.pom;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a POM, into which a plugin is inserted. Everything else stays as it is, character for character.
 *
 * @param text the POM
 */
public record PomText(String text) {

    /** Comments, CDATA sections and instructions are passed over as a whole. */
    private static final Pattern TOKEN = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?]]>|<\\?.*?\\?>|<!DOCTYPE[^>]*>|<(/?)([\\w.:-]+)((?:\"[^\"]*\"|'[^']*'|[^>\"'])*?)(/?)>",
            Pattern.DOTALL);

    /**
     * An element in the text.
     *
     * @param path its name after those of the elements around it
     * @param start where its start tag begins
     * @param inside where its content begins
     * @param end where its end tag begins; where its only tag begins, if it is empty
     * @param after where it is over
     */
    private record Place(String path, int start, int inside, int end, int after) {
        boolean isEmpty() {
            return inside < 0;
        }
    }

    /** The POM with a plugin more, as the last of {@code <build><plugins>}. */
    public String withPlugin(List<String> plugin) {
        Optional<Place> plugins = find("project/build/plugins");
        if (plugins.isPresent()) {
            return into(plugins.get(), "plugins", plugin);
        }
        Optional<Place> build = find("project/build");
        if (build.isPresent()) {
            return into(build.get(), "build", wrapped("plugins", plugin));
        }
        Place project = find("project").orElseThrow(() -> new IllegalArgumentException("no <project>"));
        return into(project, "project", wrapped("build", wrapped("plugins", plugin)));
    }

    private List<String> wrapped(String name, List<String> lines) {
        List<String> all = new ArrayList<>(List.of("<" + name + ">"));
        lines.forEach(line -> all.add(unit() + line));
        all.add("</" + name + ">");
        return all;
    }

    private String into(Place parent, String name, List<String> lines) {
        String outer = indentation(parent.start());
        String block = lines.stream()
                .map(line -> outer + unit() + indented(line) + newLine())
                .collect(Collectors.joining());
        if (parent.isEmpty()) {
            return text.substring(0, parent.start())
                    + "<" + name + ">" + newLine() + block + outer + "</" + name + ">"
                    + text.substring(parent.after());
        }
        // In front of the line with the end tag, if there is nothing else in it.
        int line = text.lastIndexOf('\n', parent.end() - 1) + 1;
        boolean alone = text.substring(line, parent.end()).isBlank();
        return alone
                ? text.substring(0, line) + block + text.substring(line)
                : text.substring(0, parent.end()) + newLine() + block + outer + text.substring(parent.end());
    }

    /** Lines are made with two blanks a level. */
    private String indented(String line) {
        String content = line.stripLeading();
        return unit().repeat((line.length() - content.length()) / 2) + content;
    }

    /** The POM in which a plugin is bound to no phase: without the executions of each element of that plugin. */
    public String withoutExecutionsOf(String artifactId) {
        List<Place> all = places();
        StringBuilder without = new StringBuilder(text);
        all.stream()
                .filter(place -> place.path().endsWith("/plugin/executions"))
                .filter(executions -> isOf(artifactId, executions, all))
                .sorted(Comparator.comparing(Place::start).reversed())
                .forEach(executions -> without.delete(executions.start(), executions.after()));
        return without.toString();
    }

    /**
     * The POM without the plugins of {@code <build><plugins>} that have one of these artifacts.
     *
     * @param asComments whether they stay, as comments
     */
    public String withoutPlugins(List<String> artifactIds, boolean asComments) {
        List<Place> all = places();
        StringBuilder without = new StringBuilder(text);
        all.stream()
                .filter(place -> place.path().equals("project/build/plugins/plugin"))
                .filter(plugin -> artifactIds.stream().anyMatch(artifact -> has(plugin, artifact, all)))
                .sorted(Comparator.comparing(Place::start).reversed())
                .forEach(plugin -> {
                    if (asComments) {
                        String commented = text.substring(plugin.start(), plugin.after());
                        without.replace(
                                plugin.start(), plugin.after(), "<!-- " + commented.replace("--", "- -") + " -->");
                    } else {
                        without.delete(lineStart(plugin.start()), lineEnd(plugin.after()));
                    }
                });
        return without.toString();
    }

    /** Where the line begins, if there is nothing else in front of it. */
    private int lineStart(int position) {
        int line = text.lastIndexOf('\n', position - 1) + 1;
        return text.substring(line, position).isBlank() ? line : position;
    }

    /** Behind the line's end, if there is nothing else behind it. */
    private int lineEnd(int position) {
        int next = text.indexOf('\n', position);
        return next >= 0 && text.substring(position, next).isBlank() ? next + 1 : position;
    }

    private boolean isOf(String artifactId, Place executions, List<Place> all) {
        String plugin = executions.path().substring(0, executions.path().lastIndexOf('/'));
        return all.stream()
                .filter(place -> place.path().equals(plugin))
                .filter(place -> place.start() < executions.start() && executions.start() < place.after())
                .anyMatch(place -> has(place, artifactId, all));
    }

    private boolean has(Place plugin, String artifactId, List<Place> all) {
        return all.stream()
                .filter(child -> child.path().equals(plugin.path() + "/artifactId") && !child.isEmpty())
                .filter(child -> plugin.start() < child.start() && child.start() < plugin.after())
                .anyMatch(child ->
                        text.substring(child.inside(), child.end()).strip().equals(artifactId));
    }

    private Optional<Place> find(String wanted) {
        return places().stream().filter(place -> place.path().equals(wanted)).findFirst();
    }

    /** All elements, in the order in which they end. */
    private List<Place> places() {
        List<Place> found = new ArrayList<>();
        Deque<Place> open = new ArrayDeque<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group(2) == null) {
                continue;
            }
            if (!token.group(1).isEmpty()) {
                Place closed = open.pop();
                found.add(new Place(closed.path(), closed.start(), closed.inside(), token.start(), token.end()));
                continue;
            }
            String path = open.isEmpty() ? token.group(2) : open.peek().path() + "/" + token.group(2);
            if (token.group(4).isEmpty()) {
                open.push(new Place(path, token.start(), token.end(), -1, -1));
            } else {
                found.add(new Place(path, token.start(), -1, token.start(), token.end()));
            }
        }
        return found;
    }

    private String indentation(int position) {
        String before = text.substring(text.lastIndexOf('\n', position - 1) + 1, position);
        return before.isBlank() ? before.replace("\uFEFF", "") : "";
    }

    /** What one level is indented by here. */
    private String unit() {
        Matcher first = Pattern.compile("(?m)^([ \\t]+)<[\\w]").matcher(text);
        return first.find() ? first.group(1) : "  ";
    }

    private String newLine() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }
}
