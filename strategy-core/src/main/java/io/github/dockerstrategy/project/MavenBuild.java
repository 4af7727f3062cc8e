package io.github.dockerstrategy.project;

import java.nio.file.Path;
import java.util.List;

/**
 * How Maven builds the module and stages its layers, wherever that is done.
 *
 * @param root folder of the reactor's root on this machine
 * @param module the module's folder relative to the root; empty for the root itself
 * @param stagedIn folder of the staged layers relative to the module
 * @param needed folders of all modules that are built, relative to the root
 * @param poms POM files of the whole reactor, relative to the root: Maven wants all of them to be there
 * @param wrapper whether the root has a Maven wrapper
 * @param arguments arguments of {@code mvn} before its goals, without properties of this run
 * @param properties the properties of this run
 * @param goals the phase and the goals
 * @param plugin files of this plugin, relative to {@code repository}; empty if it can be downloaded
 * @param repository the local Maven repository
 */
public record MavenBuild(
        Path root,
        String module,
        String stagedIn,
        List<String> needed,
        List<String> poms,
        boolean wrapper,
        List<String> arguments,
        UserProperties properties,
        List<String> goals,
        List<String> plugin,
        Path repository) {

    public MavenBuild {
        needed = List.copyOf(needed);
        poms = List.copyOf(poms);
        arguments = List.copyOf(arguments);
        goals = List.copyOf(goals);
        plugin = List.copyOf(plugin);
    }
}
