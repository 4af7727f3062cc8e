package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.project.MavenBuild;
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
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;

/** The modules that are built together with this one. */
record Reactor(AbstractImageMojo mojo) {

    /** The topmost module whose reactor this one belongs to. */
    MavenProject root() {
        MavenProject root = aggregator().orElse(mojo.project);
        while (root.getParent() != null && root.getParent().getFile() != null && isModuleOf(root, root.getParent())) {
            root = root.getParent();
        }
        return root;
    }

    /** Where this run of Maven was started, if that lists the module: it need not be its parent. */
    private Optional<MavenProject> aggregator() {
        return mojo.session.getAllProjects().stream()
                .filter(one -> one.isExecutionRoot() && !one.getModules().isEmpty())
                .filter(one -> mojo.project
                        .getBasedir()
                        .toPath()
                        .startsWith(one.getBasedir().toPath()))
                .findFirst();
    }

    boolean isRoot() {
        return root().equals(mojo.project);
    }

    /** Whether other modules of this run say that they have images, and this one does not. */
    boolean leavesThisOneOut() {
        return !mentions(mojo.project) && mojo.session.getProjects().stream().anyMatch(this::mentions);
    }

    private boolean mentions(MavenProject module) {
        return mojo.mojoExecution.getPlugin() != null
                && module.getPlugin(mojo.mojoExecution.getPlugin().getKey()) != null;
    }

    /** How Maven builds this module anywhere else. */
    MavenBuild build(Path staged, List<String> arguments, List<String> goals) {
        Path root = root().getBasedir().toPath();
        Path module = mojo.project.getBasedir().toPath();
        Map<String, MavenProject> known = known();
        return new MavenBuild(
                root,
                relative(root, module),
                relative(module, staged),
                needed(known).stream()
                        .map(one -> relative(root, one.getBasedir().toPath()))
                        .distinct()
                        .toList(),
                poms(root, known),
                Files.isRegularFile(root.resolve("mvnw")),
                arguments,
                goals,
                new CarriedPlugin(mojo).files(),
                localRepository());
    }

    Path localRepository() {
        File path = mojo.session.getRequest().getLocalRepositoryPath();
        return path == null ? Path.of(System.getProperty("user.home"), ".m2", "repository") : path.toPath();
    }

    /** This module, and all that it needs of its reactor, with their parents. */
    Set<MavenProject> neededModules() {
        return needed(known());
    }

    private Map<String, MavenProject> known() {
        Map<String, MavenProject> known = new LinkedHashMap<>();
        for (MavenProject one : mojo.session.getAllProjects()) {
            known.put(one.getGroupId() + ":" + one.getArtifactId(), one);
        }
        return known;
    }

    /** This module, its parents, and everything it depends on, directly or not, with their parents. */
    private Set<MavenProject> needed(Map<String, MavenProject> known) {
        Set<MavenProject> needed = new LinkedHashSet<>();
        Deque<MavenProject> open = new ArrayDeque<>(List.of(mojo.project));
        while (!open.isEmpty()) {
            MavenProject one = open.pop();
            if (needed.add(one)) {
                Optional.ofNullable(one.getParent())
                        .filter(parent -> parent.getFile() != null)
                        .ifPresent(open::push);
                for (Dependency dependency : one.getDependencies()) {
                    MavenProject sibling = known.get(dependency.getGroupId() + ":" + dependency.getArtifactId());
                    if (sibling != null) {
                        open.push(sibling);
                    }
                }
            }
        }
        return needed;
    }

    /** POMs of all modules: those that Maven has read, and those that their elements name. */
    private static List<String> poms(Path root, Map<String, MavenProject> known) {
        Set<String> poms = new LinkedHashSet<>();
        for (MavenProject one : known.values()) {
            Path pom = one.getFile().toPath();
            if (pom.startsWith(root)) {
                poms.add(relative(root, pom));
                for (String module : one.getModules()) {
                    Path path = one.getBasedir().toPath().resolve(module).normalize();
                    poms.add(relative(root, Files.isDirectory(path) ? path.resolve("pom.xml") : path));
                }
            }
        }
        return new ArrayList<>(poms);
    }

    private static boolean isModuleOf(MavenProject child, MavenProject parent) {
        Path folder = parent.getBasedir().toPath();
        return parent.getModules().stream()
                .map(module -> folder.resolve(module).normalize())
                .anyMatch(module -> module.equals(child.getBasedir().toPath())
                        || module.equals(child.getFile().toPath()));
    }

    private static String relative(Path from, Path to) {
        return from.relativize(to).toString().replace('\\', '/');
    }
}
