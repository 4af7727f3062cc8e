package io.github.dockerstrategy.maven.config;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.Suggestion;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds elements of the plugin's configuration that no goal knows. Maven drops them, older ones in silence: a misspelt
 * {@code <strategi>} would build with the default.
 */
public record UnknownElements(MavenProject project, MojoExecution execution) {

    /** Adds a problem for each of them. */
    public void refuse(Problems problems) {
        Plugin plugin = execution.getPlugin() == null
                ? null
                : project.getPlugin(execution.getPlugin().getKey());
        if (plugin == null || execution.getMojoDescriptor() == null) {
            return;
        }
        Set<String> known = execution.getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                .map(MojoDescriptor::getParameters)
                .flatMap(parameters -> parameters.stream().map(Parameter::getName))
                .collect(Collectors.toCollection(TreeSet::new));
        refuse(plugin.getConfiguration(), known, "<configuration> of the plugin", problems);
        for (PluginExecution one : plugin.getExecutions()) {
            if (one.getId().equals(execution.getExecutionId())) {
                refuse(
                        one.getConfiguration(),
                        known,
                        "<configuration> of the execution '" + one.getId() + "'",
                        problems);
            }
        }
    }

    private static void refuse(Object configuration, Set<String> known, String where, Problems problems) {
        if (configuration instanceof Xpp3Dom dom) {
            for (Xpp3Dom child : dom.getChildren()) {
                if (!known.contains(child.getName())) {
                    problems.add(Problem.of(
                            "unknown-parameter",
                            "There is no parameter <" + child.getName() + ">.",
                            where,
                            Suggestion.among(child.getName(), known)));
                }
            }
        }
    }
}
