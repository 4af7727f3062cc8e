package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.config.DependenciesParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.project.DefaultDependencyResolutionRequest;
import org.apache.maven.project.DependencyResolutionException;
import org.apache.maven.project.DependencyResolutionResult;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;

/** The jars that the module needs when it runs, resolved when they are asked for and not before. */
public record ModuleDependencies(GoalContext goal) {

    /** Maven's own runtime scope leaves out what has system scope, but the application was compiled with that and needs it. */
    private static final Set<String> RUNTIME = Set.of("compile", "runtime", "system");

    /** In class path order. */
    public List<Dependency> resolve() {
        Set<String> reactor = goal.session().getAllProjects().stream()
                .map(ModuleDependencies::key)
                .collect(Collectors.toSet());
        DefaultDependencyResolutionRequest request = new DefaultDependencyResolutionRequest(
                asDeclared(), goal.session().getRepositorySession());
        // What only tests and compilers need is neither looked up nor missed.
        request.setResolutionFilter((node, parents) -> node.getDependency() != null
                && RUNTIME.contains(node.getDependency().getScope()));
        DependencyResolutionResult result;
        try {
            result = goal.components().dependenciesResolver().resolve(request);
        } catch (DependencyResolutionException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "dependencies-not-resolved",
                            "Cannot resolve the module's dependencies: " + e.getMessage(),
                            Pom.file(goal.project()).toString(),
                            "a module of the same build must be packaged in the same run: mvn package -pl :"
                                    + goal.project().getArtifactId() + " -am"),
                    e);
        }
        SpringBootExclusions excluded = new Module(goal).springBootExclusions();
        return result.getDependencies().stream()
                .filter(dependency -> RUNTIME.contains(dependency.getScope()))
                .filter(dependency -> dependency.getArtifact().getExtension().equals("jar"))
                .filter(dependency -> isWanted(dependency.getArtifact()))
                .filter(dependency -> !excluded.contains(dependency))
                .map(dependency -> dependency(dependency.getArtifact(), reactor))
                .toList();
    }

    /**
     * The project with the dependencies that its POM declares. Maven 3 resolves the artifacts of an earlier goal instead, where there are
     * any, and by then a timestamped snapshot among them has become SNAPSHOT, which is the newest one.
     */
    @SuppressWarnings("deprecation") // Maven's own way to forget those artifacts
    private MavenProject asDeclared() {
        MavenProject project = goal.project().clone();
        project.setDependencyArtifacts(null);
        return project;
    }

    private boolean isWanted(Artifact artifact) {
        DependenciesParameters patterns = goal.parameters().dependencies();
        if (patterns == null) {
            return true;
        }
        String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
        return (patterns.includes.isEmpty() || matchesAny(name, patterns.includes))
                && !matchesAny(name, patterns.excludes);
    }

    private static boolean matchesAny(String name, List<String> patterns) {
        return patterns.stream()
                .map(pattern -> Pattern.compile("\\Q" + pattern.strip().replace("*", "\\E.*\\Q") + "\\E"))
                .anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private Dependency dependency(Artifact artifact, Set<String> reactor) {
        if (artifact.getFile() == null || !artifact.getFile().isFile()) {
            throw new ProblemException(Problem.of(
                    "sibling-not-packaged",
                    "The module " + artifact.getGroupId() + ":" + artifact.getArtifactId()
                            + " of this build has no jar yet.",
                    Pom.file(goal.project()).toString(),
                    "run the phase package (or a later one): mvn package"));
        }
        String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
        String fileName = artifact.getArtifactId() + "-" + artifact.getBaseVersion() + classifier + ".jar";
        return new Dependency(
                new Coordinates(artifact.getGroupId(), artifact.getArtifactId(), artifact.getBaseVersion()),
                fileName,
                file(artifact),
                origin(artifact, reactor));
    }

    /**
     * The file of exactly this version. Maven hands out a copy of a timestamped snapshot that is named SNAPSHOT, and the next one that is
     * resolved, in another module say, is copied over it.
     */
    private static Path file(Artifact artifact) {
        Path file = artifact.getFile().toPath();
        String name = String.valueOf(file.getFileName());
        Path timestamped = file.resolveSibling(name.replace(artifact.getBaseVersion(), artifact.getVersion()));
        return Files.isRegularFile(timestamped) ? timestamped : file;
    }

    private static Origin origin(Artifact artifact, Set<String> reactor) {
        String key = artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
        if (reactor.contains(key)) {
            return Origin.PROJECT;
        }
        return artifact.isSnapshot() ? Origin.SNAPSHOT : Origin.RELEASE;
    }

    private static String key(MavenProject module) {
        return module.getGroupId() + ":" + module.getArtifactId() + ":" + module.getVersion();
    }
}
