package io.github.dockerstrategy.maven;

import java.util.List;
import org.apache.maven.project.DependencyResolutionResult;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.jspecify.annotations.Nullable;

/** A resolution that found everything. */
public record FakeResolution(List<Dependency> found) implements DependencyResolutionResult {

    @Override
    public @Nullable DependencyNode getDependencyGraph() {
        return null;
    }

    @Override
    public List<Dependency> getDependencies() {
        return found;
    }

    @Override
    public List<Dependency> getResolvedDependencies() {
        return found;
    }

    @Override
    public List<Dependency> getUnresolvedDependencies() {
        return List.of();
    }

    @Override
    public List<Exception> getCollectionErrors() {
        return List.of();
    }

    @Override
    public List<Exception> getResolutionErrors(Dependency dependency) {
        return List.of();
    }
}
