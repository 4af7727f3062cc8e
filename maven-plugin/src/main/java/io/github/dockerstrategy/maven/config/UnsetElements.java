package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds elements whose whole text is a property that nobody sets. Maven reads them as if they were empty, so an image would be built with
 * the default in their place.
 *
 * @param evaluator replaces properties
 * @param typed what was typed, which wins over elements
 */
public record UnsetElements(ExpressionEvaluator evaluator, Properties typed) {

    private static final Pattern PROPERTY = Pattern.compile("\\$\\{[^}]+}");

    /**
     * Adds a problem for each of them.
     *
     * @param configurations those of the plugin; a later one wins
     */
    public void refuse(Map<String, Xpp3Dom> configurations, Problems problems) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        for (Xpp3Dom configuration : configurations.values()) {
            Map<String, List<String>> own = new LinkedHashMap<>();
            for (Xpp3Dom child : configuration.getChildren()) {
                gather(child, child.getName(), own);
            }
            texts.putAll(own);
        }
        texts.forEach((path, values) -> values.stream()
                .filter(value -> !isTyped(path) && isUnset(value))
                .forEach(value -> problems.collect(() -> {
                    UnsetProperty.refuse(value, '<' + path.replace(".", "><") + '>');
                    return value;
                })));
    }

    private static void gather(Xpp3Dom element, String path, Map<String, List<String>> texts) {
        for (Xpp3Dom child : element.getChildren()) {
            gather(child, path + "." + child.getName(), texts);
        }
        String text = element.getValue() == null ? "" : element.getValue().strip();
        if (PROPERTY.matcher(text).matches()) {
            texts.computeIfAbsent(path, key -> new ArrayList<>()).add(text);
        }
    }

    private boolean isTyped(String path) {
        return typed.stringPropertyNames().stream()
                .filter(name -> name.startsWith(Overlay.PREFIX) || name.equals("image"))
                .map(name -> name.startsWith(Overlay.PREFIX) ? name.substring(Overlay.PREFIX.length()) : name)
                .anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
    }

    private boolean isUnset(String value) {
        try {
            return evaluator.evaluate(value) == null;
        } catch (ExpressionEvaluationException e) {
            return true;
        }
    }
}
