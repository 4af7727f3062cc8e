package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    /** Takes a configuration over by rules. Where no rule names a parameter, the other plugin has none of that name. */
    static Migration of(Xpp3Dom theirs, List<Rule> rules) {
        Element configuration = new Element("configuration");
        for (Rule rule : rules) {
            Texts.find(theirs, rule.path())
                    .ifPresent(element -> rule.conversion().apply(element, configuration));
        }
        List<Row> rows = new ArrayList<>();
        collect(theirs, "", rules, rows);
        return new Migration(configuration, rows);
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
                .orElseGet(() -> new Row(path, fate(path, rules), elsewhere(path, rules)));
    }

    /** Maven drops a parameter that a plugin does not have; below one, it would refuse what the plugin does not know. */
    private static Fate fate(String path, List<Rule> rules) {
        String parameter = path.split("\\.")[0];
        boolean known =
                rules.stream().anyMatch(rule -> rule.path().split("\\.")[0].equals(parameter));
        return known ? Fate.UNKNOWN : Fate.IGNORED;
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
