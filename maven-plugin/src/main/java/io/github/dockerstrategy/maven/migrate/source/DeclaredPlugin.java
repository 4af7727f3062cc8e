package io.github.dockerstrategy.maven.migrate.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginConfiguration;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * What a module says to jib-maven-plugin, with references to properties as they are written: its POM, those of its parents, and the
 * profiles that are active.
 */
public final class DeclaredPlugin {

    private final Source source;
    private final MavenProject project;

    DeclaredPlugin(Source source, MavenProject project) {
        this.source = source;
        this.project = project;
    }

    /** Whether the plugin is named, or set up by a property. */
    boolean isThere() {
        return effective().isPresent() || !declared().isEmpty() || !properties().isEmpty();
    }

    private Optional<Plugin> effective() {
        return source.plugins().stream()
                .map(project::getPlugin)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The plugin's coordinates, as Maven takes them for a goal. */
    String plugin() {
        String key = effective().map(Plugin::getKey).orElse(source.plugins().get(0));
        return effective()
                .map(Plugin::getVersion)
                .map(version -> key + ":" + version)
                .orElse(key);
    }

    /** The plugin's configuration, without that of executions; properties win, as they do in a run of Jib. */
    Xpp3Dom configuration() {
        Xpp3Dom all = new Xpp3Dom("configuration");
        for (Plugin plugin : declared()) {
            all = merged(all, plugin.getConfiguration());
        }
        Xpp3Dom typed = new Xpp3Dom("configuration");
        properties().forEach((name, value) -> set(typed, name, value));
        return merged(typed, all);
    }

    /** The executions, with their configuration. */
    Map<PluginExecution, Xpp3Dom> executions() {
        Map<PluginExecution, Xpp3Dom> all = new LinkedHashMap<>();
        for (PluginExecution execution : effective().map(Plugin::getExecutions).orElse(List.of())) {
            Xpp3Dom own = new Xpp3Dom("configuration");
            for (Plugin plugin : declared()) {
                PluginExecution written = plugin.getExecutionsAsMap().get(execution.getId());
                own = written == null ? own : merged(own, written.getConfiguration());
            }
            all.put(execution, own);
        }
        return all;
    }

    /** The strongest first. */
    private List<Plugin> declared() {
        List<Plugin> all = new ArrayList<>();
        for (MavenProject one = project; one != null; one = one.getParent()) {
            Model model = one.getOriginalModel();
            if (model == null) {
                continue;
            }
            List<Profile> active = new ArrayList<>(one.getActiveProfiles());
            Collections.reverse(active);
            active.forEach(profile -> add(profile.getBuild(), source.plugins(), all));
            add(model.getBuild(), source.plugins(), all);
        }
        return all;
    }

    /** Whether a POM binds a goal of one of these plugins to the build. */
    public static boolean isBoundIn(MavenProject pom, List<String> keys) {
        List<Plugin> all = new ArrayList<>();
        Model model = pom.getOriginalModel();
        if (model != null) {
            add(model.getBuild(), keys, all);
            model.getProfiles().forEach(profile -> add(profile.getBuild(), keys, all));
        }
        return all.stream().anyMatch(plugin -> !plugin.getExecutions().isEmpty());
    }

    private static void add(@Nullable PluginConfiguration build, List<String> keys, List<Plugin> all) {
        if (build == null) {
            return;
        }
        find(build, keys).ifPresent(all::add);
        Optional.ofNullable(build.getPluginManagement())
                .flatMap(managed -> find(managed, keys))
                .ifPresent(all::add);
    }

    private static Optional<Plugin> find(PluginContainer plugins, List<String> keys) {
        return plugins.getPlugins().stream()
                .filter(plugin -> keys.contains(plugin.getKey()))
                .findFirst();
    }

    /** Values of properties that set the plugin up, by the path of the element that they stand for. */
    private Map<String, String> properties() {
        Map<String, String> found = new LinkedHashMap<>();
        for (MavenProject one = project; one != null; one = one.getParent()) {
            Properties properties = one.getOriginalModel() == null
                    ? new Properties()
                    : one.getOriginalModel().getProperties();
            collect(properties, found);
        }
        source.resource().ifPresent(file -> collect(new ResourceProperties(project, file).read(), found));
        return found;
    }

    private void collect(Properties properties, Map<String, String> found) {
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            source.property().path(name).ifPresent(path -> found.putIfAbsent(path, properties.getProperty(name)));
        }
    }

    private void set(Xpp3Dom root, String path, String value) {
        Xpp3Dom element = root;
        for (String step : source.property().steps(path)) {
            Xpp3Dom next = element.getChild(step);
            if (next == null) {
                next = new Xpp3Dom(step);
                element.addChild(next);
            }
            element = next;
        }
        element.setValue(value);
    }

    private static Xpp3Dom merged(Xpp3Dom strong, Object weak) {
        return weak instanceof Xpp3Dom dom ? Xpp3Dom.mergeXpp3Dom(new Xpp3Dom(strong), new Xpp3Dom(dom)) : strong;
    }
}
