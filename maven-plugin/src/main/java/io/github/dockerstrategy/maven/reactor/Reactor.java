package io.github.dockerstrategy.maven.reactor;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.project.UserProperties;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** The modules that are built together with this one. */
public record Reactor(GoalContext goal) {

    /** The topmost module whose reactor this one belongs to. */
    public MavenProject root() {
        MavenProject root = aggregator().orElse(goal.project());
        while (root.getParent() != null && root.getParent().getFile() != null && isModuleOf(root, root.getParent())) {
            root = root.getParent();
        }
        return root;
    }

    /** Where this run of Maven was started, if that lists the module: it need not be its parent. */
    private Optional<MavenProject> aggregator() {
        return goal.session().getAllProjects().stream()
                .filter(one -> one.isExecutionRoot() && !one.getModules().isEmpty())
                .filter(one -> Pom.folder(goal.project()).startsWith(Pom.folder(one)))
                .findFirst();
    }

    public boolean isRoot() {
        return root().equals(goal.project());
    }

    /** Whether other modules of this run say that they have images, and this one does not. */
    public boolean leavesThisOneOut() {
        return !mentions(goal.project()) && mentionsImages();
    }

    /** Whether a module of this run says that it has an image. */
    public boolean mentionsImages() {
        return goal.session().getProjects().stream().anyMatch(this::mentions);
    }

    /** The modules of this run that say that they have an image, in the order of the build. */
    public List<MavenProject> mentioningImages() {
        return goal.session().getProjects().stream()
                .filter(module -> mentions(module) && !module.getPackaging().equals("pom"))
                .toList();
    }

    private boolean mentions(MavenProject module) {
        return goal.execution().getPlugin() != null
                && module.getPlugin(goal.execution().getPlugin().getKey()) != null;
    }

    /** How Maven builds this module anywhere else. */
    public MavenBuild build(Path staged, List<String> arguments, UserProperties properties, List<String> goals) {
        Path root = Pom.folder(root());
        Path module = Pom.folder(goal.project());
        Map<String, MavenProject> known = known();
        return new MavenBuild(
                root,
                relative(root, module),
                relative(module, staged),
                needed(known).stream()
                        .map(one -> relative(root, Pom.folder(one)))
                        .distinct()
                        .toList(),
                poms(root, known),
                new MavenWrapper(root).isUsed(goal.parameters().builder().maven),
                arguments,
                properties,
                goals,
                new BundledPlugin(goal).files(),
                localRepository());
    }

    public Path localRepository() {
        File path = goal.session().getRequest().getLocalRepositoryPath();
        return path == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : path.toPath();
    }

    /** This module, and all that it needs of its reactor, with their parents. */
    public Set<MavenProject> neededModules() {
        return needed(known());
    }

    private Map<String, MavenProject> known() {
        Map<String, MavenProject> known = new LinkedHashMap<>();
        for (MavenProject one : goal.session().getAllProjects()) {
            known.put(one.getGroupId() + ":" + one.getArtifactId(), one);
        }
        return known;
    }

    /** This module, its parents, and everything it depends on, directly or not, with their parents. */
    private Set<MavenProject> needed(Map<String, MavenProject> known) {
        Set<MavenProject> needed = new LinkedHashSet<>();
        Deque<MavenProject> open = new ArrayDeque<>(List.of(goal.project()));
        while (!open.isEmpty()) {
            MavenProject one = open.pop();
            if (needed.add(one)) {
                Optional.ofNullable(one.getParent())
                        .filter(parent -> parent.getFile() != null)
                        .ifPresent(open::push);
                siblings(one, known).forEach(open::push);
                configured(one, known).forEach(open::push);
            }
        }
        return needed;
    }

    /** Modules that only the configuration of plugins names, such as annotation processors: Maven's order does not see them. */
    public Set<MavenProject> configuredModules() {
        Map<String, MavenProject> known = known();
        Set<MavenProject> named = new LinkedHashSet<>();
        for (MavenProject one : needed(known)) {
            named.addAll(configured(one, known));
        }
        named.remove(goal.project());
        return named;
    }

    /** Dependencies, plugins, what plugins depend on, and extensions. */
    private static List<MavenProject> siblings(MavenProject one, Map<String, MavenProject> known) {
        List<String> keys = new ArrayList<>();
        one.getDependencies().forEach(dependency -> keys.add(dependency.getManagementKey()));
        for (Plugin plugin : one.getBuildPlugins()) {
            keys.add(plugin.getKey());
            plugin.getDependencies().forEach(dependency -> keys.add(dependency.getManagementKey()));
        }
        one.getBuildExtensions()
                .forEach(extension -> keys.add(extension.getGroupId() + ":" + extension.getArtifactId()));
        // A management key has the type and the classifier after the two parts that name the module.
        return keys.stream()
                .map(key -> key.split(":"))
                .map(parts -> known.get(parts[0] + ":" + parts[1]))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static List<MavenProject> configured(MavenProject one, Map<String, MavenProject> known) {
        Set<MavenProject> found = new LinkedHashSet<>();
        for (Plugin plugin : one.getBuildPlugins()) {
            collect(plugin.getConfiguration(), known, found);
            plugin.getExecutions().forEach(execution -> collect(execution.getConfiguration(), known, found));
        }
        return List.copyOf(found);
    }

    /** Whatever has a module's coordinates in it, but for what is excluded. */
    private static void collect(
            @Nullable Object configuration, Map<String, MavenProject> known, Set<MavenProject> found) {
        if (configuration instanceof Xpp3Dom dom && !dom.getName().startsWith("exclu")) {
            Xpp3Dom group = dom.getChild("groupId");
            Xpp3Dom artifact = dom.getChild("artifactId");
            if (group != null && artifact != null) {
                Optional.ofNullable(known.get(group.getValue() + ":" + artifact.getValue()))
                        .ifPresent(found::add);
            }
            for (Xpp3Dom child : dom.getChildren()) {
                collect(child, known, found);
            }
        }
    }

    /** POMs of all modules: those that Maven has read, and those that their elements name. */
    private static List<String> poms(Path root, Map<String, MavenProject> known) {
        Set<String> poms = new LinkedHashSet<>();
        for (MavenProject one : known.values()) {
            Path pom = Pom.file(one);
            if (pom.startsWith(root)) {
                poms.add(relative(root, pom));
                for (String module : one.getModules()) {
                    Path path = Pom.folder(one).resolve(module).normalize();
                    poms.add(relative(root, Files.isDirectory(path) ? path.resolve("pom.xml") : path));
                }
            }
        }
        return new ArrayList<>(poms);
    }

    private static boolean isModuleOf(MavenProject child, MavenProject parent) {
        Path folder = Pom.folder(parent);
        return parent.getModules().stream()
                .map(module -> folder.resolve(module).normalize())
                .anyMatch(module -> module.equals(Pom.folder(child)) || module.equals(Pom.file(child)));
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }
}
