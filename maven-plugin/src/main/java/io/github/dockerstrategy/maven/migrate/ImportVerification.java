package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.compare.VerifiedCopy;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.child.MavenErrors;
import io.github.dockerstrategy.maven.compare.CompareGoal;
import io.github.dockerstrategy.maven.compare.ComparedModule;
import io.github.dockerstrategy.maven.migrate.pom.PomFile;
import io.github.dockerstrategy.maven.migrate.source.DeclaredPlugin;
import io.github.dockerstrategy.maven.migrate.source.Differences;
import io.github.dockerstrategy.maven.migrate.source.Imported;
import io.github.dockerstrategy.maven.migrate.source.Source;
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
import java.util.stream.Stream;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;

/**
 * Builds an image with the other plugin and with the imported configuration, in a copy of the project, and compares the two.
 *
 * @param goal the goal, for its module and its run of Maven
 * @param source the other plugin
 * @param folder where the copy is made
 */
record ImportVerification(GoalContext goal, Source source, Path folder) {

    private static final String JIB = "jib.";

    /** For this plugin, which may be bound to a phase. */
    private static final String SKIPPED = "-Ddocker-strategy.skip=true";

    /**
     * In what the images differ, without what differs by design.
     *
     * @param edit puts the imported configuration into the copy's POM
     */
    List<String> differences(Imported imported, Consumer<Path> edit) {
        if (source.builtBy() == Source.BuiltBy.OTHERS) {
            throw new ProblemException(Problem.of(
                    "import-verification-unsupported",
                    "Images of " + source.title()
                            + " differ from the imported ones by design, so they are not compared.",
                    "docker-strategy.import.verify",
                    "leave it out; docs/import.md says what differs"));
        }
        boolean jib = source.builtBy() == Source.BuiltBy.ARCHIVE;
        List<String> names = jib ? List.of() : imagesIn(imported);
        try (VerifiedCopy copy = VerifiedCopy.of(ComparedModule.unchanged(goal), folder);
                NamesInEngine engine = NamesInEngine.of(names, goal.parameters().docker(), copy.root())) {
            unbind(copy);
            Path before = copy.root().resolve("verify-before.tar");
            // The POM is part of the application's jar, so both builds have the same.
            edit.accept(copy.module().resolve(Pom.file(goal.project()).getFileName()));
            if (jib) {
                withJib(copy, before);
            } else {
                run(copy, List.of(source.coordinates(goal.project()) + ":build", SKIPPED));
                engine.save(before);
            }
            run(copy, ours(jib));
            return copy
                    .differences(before, CompareGoal.results(goal, copy.root()).resolve("image.tar"))
                    .stream()
                    .filter(line -> !Differences.areByDesign(imported, line))
                    .toList();
        }
    }

    private List<String> ours(boolean jib) {
        List<String> words =
                new ArrayList<>(List.of(new ChildMaven(goal).goal("build"), "-Ddocker-strategy.output=tar"));
        if (jib) {
            words.add("-Ddocker-strategy.strategy=jib");
        }
        return words;
    }

    private void withJib(VerifiedCopy copy, Path archive) {
        List<String> words = new ArrayList<>(List.of(
                source.coordinates(goal.project()) + ":buildTar",
                SKIPPED,
                "-Djib.outputPaths.tar=" + archive,
                "-Djib.containerize=:" + goal.project().getArtifactId()));
        words.addAll(propertiesOfJib());
        run(copy, words);
    }

    /** The names of the one image that is imported. */
    private List<String> imagesIn(Imported imported) {
        String written = imported.image()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "import-verification-several",
                        "The module has several images, or none with a name: they are not compared.",
                        "docker-strategy.import.verify",
                        "leave it out")));
        String image = evaluated(written);
        int colon = image.lastIndexOf(':');
        String repository = colon > image.lastIndexOf('/') ? image.substring(0, colon) : image;
        // Of a snapshot, docker-maven-plugin's %l is latest.
        Stream<String> tags = Stream.concat(imported.tags().stream().map(this::evaluated), Stream.of("latest"));
        return Stream.concat(Stream.of(image), tags.map(tag -> repository + ":" + tag))
                .distinct()
                .toList();
    }

    private String evaluated(String text) {
        try {
            return String.valueOf(
                    new PluginParameterExpressionEvaluator(goal.session(), goal.execution()).evaluate(text));
        } catch (ExpressionEvaluationException e) {
            throw new IllegalArgumentException("Cannot evaluate " + text, e);
        }
    }

    /** A goal that is bound to the build would push the image, or load it into a daemon. */
    private void unbind(VerifiedCopy copy) {
        Path root = copy.project().root();
        for (MavenProject one : poms()) {
            Path pom = Pom.file(one).toAbsolutePath().normalize();
            if (pom.startsWith(root)) {
                Path copied = copy.root().resolve(root.relativize(pom).toString());
                source.artifacts()
                        .forEach(plugin -> new PomFile(copied).edit(text -> text.withoutExecutionsOf(plugin)));
            } else if (DeclaredPlugin.isBoundIn(one, source.plugins())) {
                throw new ProblemException(Problem.of(
                        "import-verification-unsafe",
                        "A goal of " + source.title() + " is bound to the build by " + one.getId()
                                + ", which is not part of this project: building the copy would push or load the image.",
                        pom.toString(),
                        "compare the images yourself, or bind it in a POM of this project"));
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
            throw Interruption.problem(e);
        }
    }
}
