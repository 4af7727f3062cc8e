package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.compare.VerifiedCopy;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.child.ChildProperties;
import io.github.dockerstrategy.maven.child.MavenScript;
import io.github.dockerstrategy.maven.compare.ComparedModule;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Builds an image with the other plugin and with the imported configuration, in a copy of the project, and compares the two.
 *
 * @param goal the goal, for its module and its run of Maven
 * @param folder where the copy is made
 */
record ImportVerification(GoalContext goal, Path folder) {

    private static final int QUOTED = 20;

    /**
     * In what the images differ, without what differs by design.
     *
     * @param edit puts the imported configuration into the copy's POM
     */
    List<String> differences(String jib, Consumer<Path> edit) {
        try (VerifiedCopy copy = VerifiedCopy.of(ComparedModule.unchanged(goal), folder)) {
            Path before = copy.root().resolve("verify-jib.tar");
            run(
                    copy,
                    List.of(
                            jib + ":buildTar",
                            "-Djib.outputPaths.tar=" + before,
                            "-Djib.containerize=:" + goal.project().getArtifactId()));
            edit.accept(copy.module().resolve(Pom.file(goal.project()).getFileName()));
            run(
                    copy,
                    List.of(
                            new ChildMaven(goal).goal("build"),
                            "-Ddocker-strategy.strategy=jib",
                            "-Ddocker-strategy.output=tar"));
            return copy.differences(before, copy.module().resolve("target/docker-strategy/image.tar"));
        }
    }

    private void run(VerifiedCopy copy, List<String> words) {
        ChildMaven maven = new ChildMaven(goal);
        ChildProperties typed = maven.properties();
        List<String> argv = new ArrayList<>(
                List.of("-B", "-ntp", "-f", copy.root().resolve("pom.xml").toString()));
        argv.addAll(maven.settings(goal.session().getRequest()));
        argv.addAll(maven.selection());
        if (argv.contains("-pl")) {
            argv.add("-am");
        }
        argv.addAll(typed.argumentsOfComparison());
        argv.addAll(List.of("-DskipTests", "package"));
        argv.addAll(words);
        Command command = Command.of(copy.root(), MavenScript.ofThisRun().with(argv))
                .withEnvironment(typed.environmentOfComparison())
                .withEnvironment(Map.of("JAVA_HOME", System.getProperty("java.home")));
        try {
            ProcessResult outcome = new HostPrograms().run(command, line -> {});
            if (!outcome.succeeded()) {
                throw new ProblemException(Problem.of(
                        "import-verification-failed",
                        "The build with " + words.get(0) + " failed:\n    "
                                + String.join("\n    ", outcome.lastLines(QUOTED)),
                        "mvn package " + words.get(0),
                        "run that by itself to see all of it"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    Problem.ofEnvironment("interrupted", "The build was interrupted.", "", "run it again"), e);
        }
    }
}
