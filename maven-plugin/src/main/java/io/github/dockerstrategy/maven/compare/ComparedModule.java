package io.github.dockerstrategy.maven.compare;

import io.github.dockerstrategy.compare.ScratchProject;
import io.github.dockerstrategy.maven.parameters.CompareParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.maven.reactor.Reactor;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/** The project as the goal {@code compare} copies it, and what it changes in a copy. */
public record ComparedModule(GoalContext goal, CompareParameters comparison) {

    ScratchProject project() {
        ScratchProject plain = unchanged(goal);
        return new ScratchProject(
                plain.root(),
                plain.module(),
                plain.without(),
                source(),
                new AlternativeVersion(goal, comparison).find());
    }

    /** The project without anything that can be changed in a copy. */
    public static ScratchProject unchanged(GoalContext goal) {
        Path root = root(goal);
        List<Path> without = new ArrayList<>(List.of(root.resolve(".git")));
        for (MavenProject module : goal.session().getAllProjects()) {
            without.add(Path.of(module.getBuild().getDirectory()));
            without.add(Pom.folder(module).resolve("target"));
        }
        return new ScratchProject(root, path(goal), without, Optional.empty(), Optional.empty());
    }

    /** The module's folder, relative to the root. */
    static String path(GoalContext goal) {
        return root(goal).relativize(Pom.folder(goal.project())).toString();
    }

    private static Path root(GoalContext goal) {
        return Pom.folder(new Reactor(goal).root());
    }

    private Optional<String> source() {
        if (goal.parameters().builder().artifact != null) {
            return Optional.empty();
        }
        Path basedir = Pom.folder(goal.project());
        if (comparison.source() != null) {
            Path named = basedir.resolve(comparison.source());
            if (!Files.isRegularFile(named) || !hasClass(named)) {
                throw new ProblemException(Problem.of(
                        "no-class-to-change",
                        "'" + comparison.source() + "' is not a Java source with a class to change.",
                        "-Ddocker-strategy.compare.source",
                        "name a source with a class that is no enum, relative to the module's folder"));
            }
            return Optional.of(root(goal).relativize(named).toString());
        }
        return goal.project().getCompileSourceRoots().stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(folder -> first(folder).stream())
                .map(file -> root(goal).relativize(file).toString())
                .findFirst();
    }

    private static Optional<Path> first(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .filter(ComparedModule::hasClass)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static boolean hasClass(Path file) {
        try {
            return ScratchProject.isChangeable(Files.readString(file));
        } catch (IOException e) {
            return false; // in another encoding, for one
        }
    }
}
