package io.github.dockerstrategy.maven.migrate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginConfiguration;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.Profile;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What a module says to jib-maven-plugin, with references to properties as they are written: its POM, those of its parents, and the
 * profiles that are active.
 */
final class JibConfiguration {

    static final String ARTIFACT = "jib-maven-plugin";
    private static final String KEY = "com.google.cloud.tools:" + ARTIFACT;
    private static final String PREFIX = "jib.";

    private final MavenProject project;

    JibConfiguration(MavenProject project) {
        this.project = project;
    }

    /** Whether the module uses Jib. */
    boolean isThere() {
        return project.getPlugin(KEY) != null
                || !declared().isEmpty()
                || !properties().isEmpty();
    }

    /** The plugin's coordinates, as Maven takes them for a goal. */
    String plugin() {
        Plugin effective = project.getPlugin(KEY);
        String version = effective == null ? null : effective.getVersion();
        return version == null ? KEY : KEY + ":" + version;
    }

    /** The plugin's configuration, without that of executions; properties win, as they do for Jib. */
    Xpp3Dom configuration() {
        Xpp3Dom all = new Xpp3Dom("configuration");
        for (Plugin plugin : declared()) {
            all = merged(all, plugin.getConfiguration());
        }
        Xpp3Dom typed = new Xpp3Dom("configuration");
        properties().forEach((name, value) -> set(typed, name, value));
        return merged(typed, all);
    }

    /** The executions with a goal of Jib's, with their configuration. */
    Map<PluginExecution, Xpp3Dom> executions() {
        Map<PluginExecution, Xpp3Dom> all = new LinkedHashMap<>();
        Plugin effective = project.getPlugin(KEY);
        for (PluginExecution execution : effective == null ? List.<PluginExecution>of() : effective.getExecutions()) {
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
            active.forEach(profile -> add(profile.getBuild(), all));
            add(model.getBuild(), all);
        }
        return all;
    }

    /** Whether a POM binds a goal of Jib to the build. */
    static boolean isBoundIn(MavenProject pom) {
        List<Plugin> all = new ArrayList<>();
        Model model = pom.getOriginalModel();
        if (model != null) {
            add(model.getBuild(), all);
            model.getProfiles().forEach(profile -> add(profile.getBuild(), all));
        }
        return all.stream().anyMatch(plugin -> !plugin.getExecutions().isEmpty());
    }

    private static void add(PluginConfiguration build, List<Plugin> all) {
        if (build == null) {
            return;
        }
        PluginManagement managed = build.getPluginManagement();
        find(build).ifPresent(all::add);
        Optional.ofNullable(managed).flatMap(JibConfiguration::find).ifPresent(all::add);
    }

    private static Optional<Plugin> find(PluginContainer plugins) {
        return plugins.getPlugins().stream()
                .filter(plugin -> plugin.getKey().equals(KEY))
                .findFirst();
    }

    private Map<String, String> properties() {
        Map<String, String> found = new LinkedHashMap<>();
        for (MavenProject one = project; one != null; one = one.getParent()) {
            Properties properties = one.getOriginalModel() == null
                    ? new Properties()
                    : one.getOriginalModel().getProperties();
            for (String name : new TreeSet<>(properties.stringPropertyNames())) {
                if (name.startsWith(PREFIX)) {
                    found.putIfAbsent(name.substring(PREFIX.length()), properties.getProperty(name));
                }
            }
        }
        return found;
    }

    private static void set(Xpp3Dom root, String path, String value) {
        Xpp3Dom element = root;
        for (String step : path.split("\\.")) {
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
