package io.github.dockerstrategy.maven.compare;

import io.github.dockerstrategy.compare.ScratchProject;
import io.github.dockerstrategy.maven.module.ModuleDependencies;
import io.github.dockerstrategy.maven.parameters.CompareParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Dependency.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Dependency;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;

/** A dependency that there is in another version, for a comparison to change. */
record AlternativeVersion(GoalContext goal, CompareParameters comparison) {

    private static final Set<String> RUNTIME = Set.of("compile", "runtime");
    private static final int MOST_LOOKED_UP = 8;

    Optional<ScratchProject.Change> find() {
        if (comparison.dependency() != null) {
            return Optional.of(named(comparison.dependency()));
        }
        if (goal.parameters().builder().artifact != null) {
            return Optional.empty();
        }
        return Stream.concat(candidates(), Stream.of(goal).flatMap(AlternativeVersion::transitive))
                .filter(one -> resolve(one, one.getVersion())
                        .filter(AlternativeVersion::hasClasses)
                        .isPresent())
                .limit(MOST_LOOKED_UP)
                .flatMap(one -> other(one).stream())
                .findFirst();
    }

    private ScratchProject.Change named(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new ProblemException(Problem.of(
                    "bad-coordinates",
                    "'" + text + "' does not name a dependency and a version.",
                    "-Ddocker-strategy.compare.dependency",
                    "write group:artifact:version, such as org.apache.commons:commons-lang3:3.17.0"));
        }
        String from = candidates()
                .filter(one ->
                        one.getGroupId().equals(parts[0]) && one.getArtifactId().equals(parts[1]))
                .map(Dependency::getVersion)
                .findFirst()
                .orElse("?");
        return new ScratchProject.Change(parts[0], parts[1], from, parts[2]);
    }

    /** What the module names, and what the modules name that it needs; no snapshots and no siblings. */
    private Stream<Dependency> candidates() {
        Set<String> siblings = goal.session().getAllProjects().stream()
                .map(one -> one.getGroupId() + ":" + one.getArtifactId())
                .collect(Collectors.toSet());
        return Stream.concat(Stream.of(goal.project()), new Reactor(goal).neededModules().stream())
                .distinct()
                .map(MavenProject::getDependencies)
                .flatMap(List::stream)
                .filter(one -> RUNTIME.contains(one.getScope() == null ? "compile" : one.getScope()))
                .filter(one -> "jar".equals(one.getType()) && one.getClassifier() == null && !one.isOptional())
                .filter(one -> one.getVersion() != null && !one.getVersion().endsWith("-SNAPSHOT"))
                .filter(one -> !siblings.contains(one.getGroupId() + ":" + one.getArtifactId()));
    }

    /** What comes with the named ones: where those are starters, all that is in the image. The changed copy names it. */
    private static Stream<Dependency> transitive(GoalContext goal) {
        try {
            return new ModuleDependencies(goal)
                    .resolve().stream()
                            .filter(one -> one.origin() == Origin.RELEASE)
                            .map(AlternativeVersion::named);
        } catch (ProblemException e) {
            // A sibling that is not packaged yet: the other scenarios are measured all the same.
            return Stream.empty();
        }
    }

    private static Dependency named(io.github.dockerstrategy.project.Dependency resolved) {
        Dependency dependency = new Dependency();
        dependency.setGroupId(resolved.coordinates().groupId());
        dependency.setArtifactId(resolved.coordinates().artifactId());
        dependency.setVersion(resolved.coordinates().version());
        return dependency;
    }

    private Optional<ScratchProject.Change> other(Dependency dependency) {
        return versions(dependency).stream()
                .filter(version -> resolve(dependency, version).isPresent())
                .findFirst()
                .map(version -> new ScratchProject.Change(
                        dependency.getGroupId(), dependency.getArtifactId(), dependency.getVersion(), version));
    }

    /** The nearest older one, then the nearest newer one: what is near is most likely to compile. */
    private List<String> versions(Dependency dependency) {
        try {
            List<String> all = goal
                    .components()
                    .repositorySystem()
                    .resolveVersionRange(
                            goal.session().getRepositorySession(),
                            new VersionRangeRequest(
                                    artifact(dependency, "[0,)"), goal.project().getRemoteProjectRepositories(), null))
                    .getVersions()
                    .stream()
                    .map(Object::toString)
                    .toList();
            int here = all.indexOf(dependency.getVersion());
            if (here < 0) {
                return List.of();
            }
            List<String> near = new ArrayList<>(all.subList(Math.max(0, here - 2), here));
            Collections.reverse(near);
            near.addAll(all.subList(here + 1, Math.min(all.size(), here + 2)));
            near.removeIf(version -> version.matches("(?i).*(alpha|beta|rc|-m\\d|snapshot|jre|android).*"));
            return near;
        } catch (VersionRangeResolutionException e) {
            return List.of();
        }
    }

    /** Whether an image contains the jar and a change of it can be seen there: starters of Spring Boot are empty and left out. */
    static boolean hasClasses(Path jar) {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            return file.stream().anyMatch(entry -> entry.getName().endsWith(".class"));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Path> resolve(Dependency dependency, String version) {
        try {
            return Optional.of(goal.components()
                    .repositorySystem()
                    .resolveArtifact(
                            goal.session().getRepositorySession(),
                            new ArtifactRequest(
                                    artifact(dependency, version),
                                    goal.project().getRemoteProjectRepositories(),
                                    null))
                    .getArtifact()
                    .getFile()
                    .toPath());
        } catch (ArtifactResolutionException e) {
            return Optional.empty();
        }
    }

    private static Artifact artifact(Dependency dependency, String version) {
        return new DefaultArtifact(dependency.getGroupId(), dependency.getArtifactId(), "jar", version);
    }
}
