package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.migrate.ImportGoal;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes the configuration of jib-maven-plugin over: prints this plugin's {@code <plugin>} element for the same image, says what became of
 * each of Jib's elements, and writes both to {@code target/docker-strategy/import/report.md}. Changes nothing, unless
 * {@code importWrite} is set.
 */
@Mojo(name = "import", threadSafe = true, configurator = "docker-strategy")
public class ImportMojo extends AbstractImageMojo {

    /** Inserts the element into the module's POM. Everything else in the POM stays as it is, Jib's element too. */
    @Parameter(property = "docker-strategy.import.write", defaultValue = "false")
    public boolean importWrite;

    /**
     * Builds the image with Jib and with the imported configuration, in a copy of the project that is removed at the end, and says in what
     * they differ.
     */
    @Parameter(property = "docker-strategy.import.verify", defaultValue = "false")
    public boolean importVerify;

    @Override
    protected String doing() {
        return "import the configuration of";
    }

    @Override
    protected void perform(ImageGoal goal) {
        new ImportGoal(goal.context()).run(importWrite, importVerify);
    }
}
