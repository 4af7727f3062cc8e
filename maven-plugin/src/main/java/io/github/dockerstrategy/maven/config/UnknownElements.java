package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Set<String> INTERNAL = Set.of("stageAs", "stageOnly");

    /** Adds a problem for each of them, once where Maven has merged the plugin's configuration into the execution's. */
    public void refuse(Problems problems) {
        Set<String> reported = new HashSet<>();
        configurations().forEach((where, configuration) -> {
            Map<String, Problem> found = new LinkedHashMap<>();
            refuse(configuration, where, found);
            found.forEach((path, problem) -> {
                if (reported.add(path)) {
                    problems.add(problem);
                }
            });
        });
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

    private void refuse(Xpp3Dom configuration, String where, Map<String, Problem> found) {
        Set<String> known = known();
        for (Xpp3Dom child : configuration.getChildren()) {
            String path = child.getName();
            if (known.contains(path)) {
                ElementTypes.fields(parameters).stream()
                        .filter(field -> field.getName().equals(path))
                        .map(Field::getGenericType)
                        .forEach(type -> inside(child, type, new Place(path, where + " " + tag(child)), found));
            } else {
                found.put(path, unknown(child, new Place(path, where), known));
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

    private void inside(Xpp3Dom element, Type type, Place place, Map<String, Problem> found) {
        if (ElementTypes.isText(type) && element.getChildCount() > 0) {
            for (Xpp3Dom child : element.getChildren()) {
                Optional<Problem> foreign = foreign(place.below(child.getName()), child);
                if (foreign.isPresent()) {
                    found.put(place.path(), foreign.get());
                    return;
                }
            }
        }
        new ElementShape(element.getName(), text(element), element.getChildCount())
                .misfit(type, place.where())
                .ifPresent(problem -> found.put(place.path(), problem));
        if (ElementTypes.isText(type)) {
            return;
        }
        for (Xpp3Dom child : element.getChildren()) {
            Place below = place.below(child.getName());
            ElementTypes.child(type, child.getName())
                    .ifPresentOrElse(
                            inner -> inside(child, inner, below.in(tag(child)), found),
                            () -> found.put(below.path(), unknown(child, below, ElementTypes.names(type))));
        }
    }

    /**
     * Where an element is.
     *
     * @param path names of the elements down to it, with dots
     * @param where the place for messages
     */
    private record Place(String path, String where) {

        Place below(String name) {
            return new Place(path + "." + name, where);
        }

        Place in(String tag) {
            return new Place(path, where + tag);
        }
    }

    private static String text(Xpp3Dom element) {
        return element.getValue() == null ? "" : element.getValue().strip();
    }

    private Problem unknown(Xpp3Dom element, Place place, Collection<String> known) {
        String name = element.getName();
        Optional<Problem> foreign = foreign(place, element);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        List<String> places = known.contains(name) ? List.of() : ElementTypes.places(parameters, name);
        String fix;
        if (places.isEmpty()) {
            fix = Suggestion.nearest(name, offered(known))
                    .map(near -> "did you mean <" + near + ">?")
                    .orElse("the elements are: " + String.join(", ", offered(known)));
        } else {
            fix = "it belongs elsewhere: " + String.join(", or ", places);
        }
        return Problem.of("unknown-parameter", "There is no parameter " + tag(element) + ".", place.where(), fix);
    }

    private static Optional<Problem> foreign(Place place, Xpp3Dom element) {
        return ForeignElement.at(place.path())
                .map(theirs -> Problem.of(
                        "foreign-parameter",
                        tag(element) + " is a parameter of " + theirs.plugin() + ".",
                        place.where(),
                        "write: " + theirs.here() + theirs.more()));
    }

    /** Without those that this plugin sets itself where it starts another Maven. */
    private static List<String> offered(Collection<String> known) {
        return known.stream().filter(name -> !INTERNAL.contains(name)).toList();
    }

    private static String tag(Xpp3Dom element) {
        return "<" + element.getName() + ">";
    }
}
