package io.github.dockerstrategy.maven.reactor;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.descriptor.PluginDescriptor;

/**
 * The files of this plugin itself, for a build in a container that cannot download them: those of an unreleased version, from the
 * local repository that it was installed to.
 */
record BundledPlugin(GoalContext goal) {

    /** Relative to the local repository; none for a released version. */
    List<String> files() {
        PluginDescriptor plugin = goal.execution().getMojoDescriptor().getPluginDescriptor();
        if (!plugin.getVersion().endsWith("-SNAPSHOT")) {
            return List.of();
        }
        Path repository = new Reactor(goal).localRepository();
        Path group = repository.resolve(plugin.getGroupId().replace('.', '/'));
        if (!Files.isDirectory(group)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(group)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.resolveSibling("").endsWith(plugin.getVersion()))
                    .filter(file ->
                            file.toString().endsWith(".jar") || file.toString().endsWith(".pom"))
                    .map(file -> repository.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + group, e);
        }
    }
}
