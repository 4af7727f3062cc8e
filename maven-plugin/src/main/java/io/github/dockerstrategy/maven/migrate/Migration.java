package io.github.dockerstrategy.maven.migrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A configuration that was taken from another plugin's.
 *
 * @param configuration this plugin's configuration
 * @param rows one for each of the other plugin's elements that has a text
 */
public record Migration(Element configuration, List<Row> rows) {

    public Migration {
        rows = List.copyOf(rows);
    }

    /** Takes a configuration over by rules. What no rule names, the other plugin does not know either. */
    static Migration of(Xpp3Dom theirs, List<Rule> rules) {
        Element configuration = new Element("configuration");
        for (Rule rule : rules) {
            find(theirs, rule.path()).ifPresent(element -> rule.conversion().apply(element, configuration));
        }
        List<Row> rows = new ArrayList<>();
        collect(theirs, "", rules, rows);
        return new Migration(configuration, rows);
    }

    private static Optional<Xpp3Dom> find(Xpp3Dom element, String path) {
        Xpp3Dom found = element;
        for (String step : path.split("\\.")) {
            found = found == null ? null : found.getChild(step);
        }
        return Optional.ofNullable(found);
    }

    private static void collect(Xpp3Dom element, String path, List<Rule> rules, List<Row> rows) {
        for (Xpp3Dom child : element.getChildren()) {
            String below = path.isEmpty() ? child.getName() : path + "." + child.getName();
            if (child.getChildCount() > 0) {
                collect(child, below, rules, rows);
            } else {
                rows.add(row(below, rules));
            }
        }
    }

    private static Row row(String path, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> path.equals(rule.path()) || path.startsWith(rule.path() + "."))
                .max(Comparator.comparing(rule -> rule.path().length()))
                .map(rule -> new Row(path, rule.fate(), rule.here()))
                .orElseGet(() -> new Row(path, Fate.IGNORED, elsewhere(path, rules)));
    }

    /** An element at the wrong level is the most frequent one that is ignored. */
    private static String elsewhere(String path, List<Rule> rules) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return rules.stream()
                .filter(rule -> rule.path().endsWith("." + name))
                .findFirst()
                .map(rule -> "it belongs to <" + rule.path().replace(".", "><") + ">")
                .orElse("there is no such element");
    }
}
