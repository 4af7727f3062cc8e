package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds elements of the plugin's configuration that no goal knows. Maven drops them, older ones in silence: a misspelt
 * {@code <strategi>} would build with the default. And those that hold text instead of elements, or elements instead of text, for which
 * Maven has a message that names its own classes.
 *
 * @param parameters the class whose fields are the parameters, for the elements inside them
 */
public record UnknownElements(MavenProject project, MojoExecution execution, Class<?> parameters) {

    /** Adds a problem for each of them. */
    public void refuse(Problems problems) {
        configurations().forEach((where, configuration) -> refuse(configuration, where, problems));
    }

    /** The plugin's configuration and the execution's, by what messages call them. */
    public Map<String, Xpp3Dom> configurations() {
        Map<String, Xpp3Dom> all = new LinkedHashMap<>();
        Plugin plugin = execution.getPlugin() == null
                ? null
                : project.getPlugin(execution.getPlugin().getKey());
        if (plugin == null || execution.getMojoDescriptor() == null) {
            return all;
        }
        if (plugin.getConfiguration() instanceof Xpp3Dom dom) {
            all.put("<configuration> of the plugin", dom);
        }
        for (PluginExecution one : plugin.getExecutions()) {
            if (one.getId().equals(execution.getExecutionId()) && one.getConfiguration() instanceof Xpp3Dom dom) {
                all.put("<configuration> of the execution '" + one.getId() + "'", dom);
            }
        }
        return all;
    }

    private void refuse(Xpp3Dom configuration, String where, Problems problems) {
        Set<String> known = known();
        for (Xpp3Dom child : configuration.getChildren()) {
            if (known.contains(child.getName())) {
                ElementTypes.fields(parameters).stream()
                        .filter(field -> field.getName().equals(child.getName()))
                        .map(Field::getGenericType)
                        .forEach(type -> inside(child, type, where + " " + tag(child), problems));
            } else {
                problems.add(unknown(child, where, known));
            }
        }
    }

    /** All goals share the plugin's configuration, so an element that one of them knows is known. */
    private Set<String> known() {
        Set<String> known = new TreeSet<>();
        for (MojoDescriptor goal :
                execution.getMojoDescriptor().getPluginDescriptor().getMojos()) {
            if (!goal.getGoal().equals("help")) {
                for (Parameter parameter : goal.getParameters()) {
                    if (parameter.isEditable()) {
                        known.add(parameter.getName());
                    }
                }
            }
        }
        return known;
    }

    private static void inside(Xpp3Dom element, Type type, String where, Problems problems) {
        new ElementShape(element.getName(), text(element), element.getChildCount())
                .misfit(type, where)
                .ifPresent(problems::add);
        if (ElementTypes.isText(type)) {
            return;
        }
        for (Xpp3Dom child : element.getChildren()) {
            ElementTypes.child(type, child.getName())
                    .ifPresentOrElse(
                            inner -> inside(child, inner, where + tag(child), problems),
                            () -> problems.add(unknown(child, where, ElementTypes.names(type))));
        }
    }

    private static String text(Xpp3Dom element) {
        return element.getValue() == null ? "" : element.getValue().strip();
    }

    private static Problem unknown(Xpp3Dom element, String where, Collection<String> known) {
        return Problem.of(
                "unknown-parameter",
                "There is no parameter " + tag(element) + ".",
                where,
                Suggestion.among(element.getName(), known));
    }

    private static String tag(Xpp3Dom element) {
        return "<" + element.getName() + ">";
    }
}
