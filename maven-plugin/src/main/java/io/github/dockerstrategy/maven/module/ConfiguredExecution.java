package io.github.dockerstrategy.maven.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * An execution of another plugin, as the POM configures it.
 *
 * @param id the execution's id
 * @param configurations its configuration, and that of the plugin for what it does not say itself
 */
record ConfiguredExecution(String id, List<Xpp3Dom> configurations) {

    ConfiguredExecution {
        configurations = List.copyOf(configurations);
    }

    /**
     * The executions of a goal that are not skipped, in the POM's order. An execution that the lifecycle adds, such as {@code default-jar},
     * need not be in the POM: the plugin's own configuration stands for it.
     *
     * @param lifecycle the id of the execution that the lifecycle adds; empty if there is none
     */
    static List<ConfiguredExecution> of(MavenProject project, String key, String goal, String lifecycle) {
        Plugin plugin = project.getPlugin(key);
        if (plugin == null) {
            return List.of();
        }
        List<ConfiguredExecution> all = new ArrayList<>();
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getGoals().contains(goal) || execution.getId().equals(lifecycle)) {
                all.add(new ConfiguredExecution(
                        execution.getId(), doms(execution.getConfiguration(), plugin.getConfiguration())));
            }
        }
        if (!lifecycle.isEmpty() && all.stream().noneMatch(one -> one.id.equals(lifecycle))) {
            all.add(0, new ConfiguredExecution(lifecycle, doms(plugin.getConfiguration())));
        }
        return all.stream().filter(one -> !one.is("skip")).toList();
    }

    /** Whether an element says {@code true}. */
    boolean is(String name) {
        return text(name).orElse("").equals("true");
    }

    /** The text of an element; one that is a property without a value is none. */
    Optional<String> text(String... path) {
        return descend(path)
                .map(Xpp3Dom::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.contains("${"));
    }

    /** The children of an element, each with the configuration that is in it. */
    Stream<ConfiguredExecution> each(String... path) {
        return children(path).map(child -> new ConfiguredExecution(id, List.of(child)));
    }

    /** The children of an element. */
    Stream<Xpp3Dom> children(String... path) {
        return descend(path).stream().flatMap(dom -> Stream.of(dom.getChildren()));
    }

    private Optional<Xpp3Dom> descend(String... path) {
        for (Xpp3Dom configuration : configurations) {
            Xpp3Dom at = configuration;
            for (String name : path) {
                at = at == null ? null : at.getChild(name);
            }
            if (at != null) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static List<Xpp3Dom> doms(@Nullable Object... configurations) {
        return Stream.of(configurations)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .toList();
    }
}
