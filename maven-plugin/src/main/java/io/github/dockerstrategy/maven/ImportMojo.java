package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.migrate.ImportGoal;
import java.io.File;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Takes the configuration of jib-maven-plugin over: prints this plugin's {@code <plugin>} element for the same image, says what became of
 * each of Jib's elements, and writes both to {@code target/docker-strategy/import/report.md}. Changes nothing, unless
 * {@code importWrite} is set.
 */
@Mojo(name = "import", threadSafe = true, configurator = "docker-strategy")
public class ImportMojo extends AbstractMojo {

    /** Inserts the element into the module's POM. Everything else in the POM stays as it is, Jib's element too. */
    @Parameter(property = "docker-strategy.import.write", defaultValue = "false")
    private boolean importWrite;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
    private File buildDirectory;

    @Override
    public void execute() throws MojoExecutionException {
        new ImportGoal(project, plugin.getVersion(), buildDirectory.toPath(), getLog()).run(importWrite);
    }
}
