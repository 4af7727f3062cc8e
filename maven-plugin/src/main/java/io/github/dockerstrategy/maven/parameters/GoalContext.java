package io.github.dockerstrategy.maven.parameters;

import io.github.dockerstrategy.files.UserCacheFolder;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * One execution of a goal: its parameters, and what Maven gives it.
 *
 * @param kind what the goal is for
 * @param parameters the description of the image
 * @param strategy name of the chosen strategy, {@link Strategies#AUTO} until one is chosen
 * @param strategies the strategies to choose from
 * @param project the module
 * @param session the run of Maven
 * @param execution the execution of the goal
 * @param components Maven's components
 * @param log Maven's log
 */
public record GoalContext(
        GoalKind kind,
        ImageParameters parameters,
        String strategy,
        Strategies strategies,
        MavenProject project,
        MavenSession session,
        MojoExecution execution,
        MavenComponents components,
        Log log) {

    /** The same with another strategy. */
    public GoalContext withStrategy(String name) {
        return new GoalContext(kind, parameters, name, strategies, project, session, execution, components, log);
    }

    /** The configured strategy; the default one where it is to be chosen, or where there is none of that name. */
    public Strategy chosen() {
        return strategies.find(strategy).orElseGet(() -> Strategies.builtIn().named(Strategies.DEFAULT));
    }

    /** Whether files are generated to be kept: they contain what the POM says, and nothing of this run's profiles and properties. */
    public boolean keepsFiles() {
        return kind.generatesFiles() && parameters.keptFolder(project).isPresent();
    }

    /** Whether it matters which strategy assembles the image: layers are the same for all of them. */
    public boolean dependsOnStrategy() {
        return kind != GoalKind.STAGE && parameters.stageOnly() == null;
    }

    /** The configured cache folder, or the user's; below the build folder if there is none that can be written. */
    public Path cacheFolder() {
        return Optional.ofNullable(parameters.cache())
                .map(folder -> Pom.folder(project).resolve(folder).toAbsolutePath())
                .or(UserCacheFolder::find)
                .orElse(Path.of(project.getBuild().getDirectory(), "docker-strategy-cache"));
    }
}
