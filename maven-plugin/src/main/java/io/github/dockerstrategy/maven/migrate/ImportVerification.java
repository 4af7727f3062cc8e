package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.compare.VerifiedCopy;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.child.MavenErrors;
import io.github.dockerstrategy.maven.compare.CompareGoal;
import io.github.dockerstrategy.maven.compare.ComparedModule;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.project.MavenProject;

/**
 * Builds an image with the other plugin and with the imported configuration, in a copy of the project, and compares the two.
 *
 * @param goal the goal, for its module and its run of Maven
 * @param folder where the copy is made
 */
record ImportVerification(GoalContext goal, Path folder) {

    private static final String JIB = "jib.";

    /**
     * In what the images differ, without what differs by design.
     *
     * @param edit puts the imported configuration into the copy's POM
     */
    List<String> differences(String jib, Consumer<Path> edit) {
        try (VerifiedCopy copy = VerifiedCopy.of(ComparedModule.unchanged(goal), folder)) {
            unbind(copy);
            Path before = copy.root().resolve("verify-jib.tar");
            List<String> words = new ArrayList<>(List.of(
                    jib + ":buildTar",
                    "-Djib.outputPaths.tar=" + before,
                    "-Djib.containerize=:" + goal.project().getArtifactId()));
            words.addAll(propertiesOfJib());
            run(copy, words);
            edit.accept(copy.module().resolve(Pom.file(goal.project()).getFileName()));
            run(
                    copy,
                    List.of(
                            new ChildMaven(goal).goal("build"),
                            "-Ddocker-strategy.strategy=jib",
                            "-Ddocker-strategy.output=tar"));
            return copy
                    .differences(before, CompareGoal.results(goal, copy.root()).resolve("image.tar"))
                    .stream()
                    .filter(line -> !DesignDifferences.explain(line))
                    .toList();
        }
    }

    /** A goal of Jib that is bound to the build would push the image, or load it into a daemon. */
    private void unbind(VerifiedCopy copy) {
        Path root = copy.project().root();
        for (MavenProject one : poms()) {
            Path pom = Pom.file(one).toAbsolutePath().normalize();
            if (pom.startsWith(root)) {
                Path copied = copy.root().resolve(root.relativize(pom).toString());
                new PomFile(copied).edit(text -> text.withoutExecutionsOf(JibConfiguration.ARTIFACT));
            } else if (JibConfiguration.isBoundIn(one)) {
                throw new ProblemException(Problem.of(
                        "import-verification-unsafe",
                        "A goal of jib-maven-plugin is bound to the build by " + one.getId()
                                + ", which is not part of this project: building the copy would push or load the image.",
                        pom.toString(),
                        "compare the images yourself, or bind Jib in a POM of this project"));
            }
        }
    }

    /** Those of all modules and of their parents. */
    private Set<MavenProject> poms() {
        Set<MavenProject> all = new LinkedHashSet<>();
        for (MavenProject module : goal.session().getAllProjects()) {
            for (MavenProject one = module; one != null && one.getFile() != null; one = one.getParent()) {
                all.add(one);
            }
        }
        return all;
    }

    /** Jib reads them before Maven replaces variables in them; passwords are none of a build into an archive. */
    private List<String> propertiesOfJib() {
        Properties typed = goal.session().getUserProperties();
        return typed.stringPropertyNames().stream()
                .filter(name -> name.startsWith(JIB) && !name.contains(".auth."))
                .sorted()
                .map(name -> "-D" + name + "=" + typed.getProperty(name))
                .toList();
    }

    private void run(VerifiedCopy copy, List<String> words) {
        ChildMaven maven = new ChildMaven(goal);
        List<String> typed = maven.properties().argumentsOfComparison().stream()
                .filter(argument -> !argument.startsWith("-D" + JIB))
                .toList();
        List<String> all = new ArrayList<>(new Reactor(goal).isRoot() ? List.of() : List.of("-am"));
        all.add("package");
        all.addAll(words);
        Command command = maven.inCopy(copy.root(), typed, all);
        try {
            ProcessResult outcome = new HostPrograms().run(command, line -> {});
            if (!outcome.succeeded()) {
                throw new ProblemException(Problem.of(
                        "import-verification-failed",
                        "The build with " + words.get(0) + " failed:\n    "
                                + String.join("\n    ", new MavenErrors(outcome).lines()),
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
