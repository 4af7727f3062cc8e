package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;

/**
 * A module that Quarkus builds: its classes do not start by themselves, only what its plugin makes of them.
 *
 * @param goal the goal
 */
public record QuarkusModule(GoalContext goal) {

    private static final String PLUGIN = "quarkus-maven-plugin";

    /** @throws ProblemException if the module's classes or thin jar would be started */
    public void refuse() {
        boolean isNamed = goal.parameters().artifact() != null
                && goal.parameters().containerizingMode().equals("packaged");
        if (!isNamed && isBuiltByQuarkus()) {
            throw new ProblemException(Problem.of(
                    "quarkus-not-supported",
                    "This is a Quarkus application: its classes alone do not start, and the layout of"
                            + " target/quarkus-app is not known to this plugin yet.",
                    "<containerizingMode>",
                    "take what Quarkus makes as it is:"
                            + " <builder><artifact>target/quarkus-app/</artifact><into>/app/</into></builder> with"
                            + " <container><entrypoint><arg>java</arg><arg>-jar</arg><arg>/app/quarkus-run.jar</arg></entrypoint></container>;\n"
                            + "or have it make an uber-jar, and name it: <containerizingMode>packaged</containerizingMode>"
                            + " with <artifact>target/NAME-runner.jar</artifact>"));
        }
    }

    private boolean isBuiltByQuarkus() {
        return goal.project().getPackaging().equals("quarkus")
                || goal.project().getBuildPlugins().stream()
                        .filter(plugin -> plugin.getArtifactId().equals(PLUGIN))
                        .flatMap(plugin -> plugin.getExecutions().stream())
                        .anyMatch(execution -> execution.getGoals().contains("build"));
    }
}
