package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.help.Help;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists the goals; with {@code detail}, all elements of the configuration, with their properties and defaults. */
@Mojo(name = "help", requiresProject = false, threadSafe = true)
public class HelpMojo extends AbstractMojo {

    /** Whether all elements of the configuration are listed, and those inside of them. */
    @Parameter(property = "detail", defaultValue = "false")
    public boolean detail;

    /** The goal to tell about. The default is all of them. */
    @Parameter(property = "goal")
    public @Nullable String goal;

    /** This plugin. */
    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    public PluginDescriptor plugin;

    @Override
    public void execute() throws MojoExecutionException {
        try {
            Help help = new Help(plugin);
            boolean all = detail || goal != null;
            List<String> lines = all ? help.detail(help.named(goal == null ? "" : goal)) : help.overview();
            lines.forEach(getLog()::info);
        } catch (ProblemException e) {
            throw new MojoExecutionException(e.text(MavenNotation.INSTANCE));
        }
    }
}
