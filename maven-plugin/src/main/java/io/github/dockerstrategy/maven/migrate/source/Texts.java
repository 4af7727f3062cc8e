package io.github.dockerstrategy.maven.migrate.source;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Values of configuration elements, which people write as elements or as one text with commas. */
final class Texts {

    private Texts() {}

    static String of(Xpp3Dom element) {
        return element.getValue() == null ? "" : element.getValue().strip();
    }

    static List<String> list(Xpp3Dom element) {
        return element.getChildCount() == 0
                ? items(of(element))
                : Arrays.stream(element.getChildren()).map(Texts::of).toList();
    }

    static Map<String, String> map(Xpp3Dom element) {
        Map<String, String> map = new LinkedHashMap<>();
        if (element.getChildCount() == 0) {
            for (String item : items(of(element))) {
                int equals = item.indexOf('=');
                map.put(
                        equals < 0 ? item : item.substring(0, equals).strip(),
                        equals < 0 ? "" : item.substring(equals + 1).strip());
            }
        }
        for (Xpp3Dom child : element.getChildren()) {
            map.put(child.getName(), of(child));
        }
        return map;
    }

    /** The text of an element below, or another one. */
    static String child(Xpp3Dom element, String path, String otherwise) {
        return find(element, path).map(Texts::of).orElse(otherwise);
    }

    /** The element at a path of names with dots. */
    static Optional<Xpp3Dom> find(Xpp3Dom element, String path) {
        Xpp3Dom found = element;
        for (String step : path.split("\\.")) {
            found = found == null ? null : found.getChild(step);
        }
        return Optional.ofNullable(found);
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
