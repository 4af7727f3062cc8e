package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.migrate.ExternalizeGoal;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Takes the build out of a multi-stage Dockerfile: writes a Dockerfile without its build stage, an ignore file, a script that builds
 * on this machine, and this plugin's configuration for the same image, to {@code target/docker-strategy/externalize}. Changes none of
 * your files and builds nothing. {@code <docker>} gives the target, the context and the build arguments.
 */
@Mojo(name = "externalize", threadSafe = true, configurator = "docker-strategy")
public class ExternalizeMojo extends AbstractImageMojo {

    /** The Dockerfile, relative to the module. */
    @Parameter(property = "docker-strategy.externalize.dockerfile", defaultValue = "Dockerfile")
    public String externalizeDockerfile;

    @Override
    protected String doing() {
        return "externalize the build of";
    }

    @Override
    public GoalKind kind() {
        return GoalKind.DOCKERFILE;
    }

    @Override
    protected void perform(ImageGoal goal) {
        new ExternalizeGoal(goal.context()).run(externalizeDockerfile);
    }
}
