package io.github.dockerstrategy.maven.compare;

import io.github.dockerstrategy.compare.CompareSettings;
import io.github.dockerstrategy.compare.ModuleBuild;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.maven.child.ChildMaven;
import io.github.dockerstrategy.maven.child.MavenErrors;
import io.github.dockerstrategy.maven.config.Overlay;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.report.ResultFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The goal {@code build} in a Maven of its own, in a scratch copy.
 *
 * @param goal whose parameters it takes over
 * @param settings where the image may go
 */
record ScratchBuild(GoalContext goal, CompareSettings settings) implements ModuleBuild {

    @Override
    public BuildResult build(Order order) throws InterruptedException {
        ProcessResult outcome = new HostPrograms().run(command(order), line -> append(order.output(), line));
        if (!outcome.succeeded()) {
            throw new ProblemException(Problem.of(
                    "comparison-build-failed",
                    "The build with '" + order.strategy().name() + "' failed: "
                            + String.join("\n    ", new MavenErrors(outcome).lines()),
                    "mvn docker-strategy:build -Ddocker-strategy.strategy="
                            + order.strategy().name(),
                    "run that by itself to see all of it"));
        }
        return new ResultFiles(CompareGoal.results(goal, order.root()))
                .read()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "comparison-build-failed",
                        "The build with '" + order.strategy().name() + "' left no result.",
                        order.root().toString(),
                        "is the goal skipped in this module?")));
    }

    private Command command(Order order) {
        ChildMaven maven = new ChildMaven(goal);
        List<String> words = new ArrayList<>(own(order));
        words.add(maven.goal("build"));
        return maven.inCopy(order.root(), maven.properties().argumentsOfComparison(), words);
    }

    /** The properties that differ from the measured module's own configuration. */
    List<String> own(Order order) {
        List<String> own = new ArrayList<>(List.of(
                property("strategy", order.strategy().name()),
                property("image", order.image()),
                property("tags", ""),
                property("repositories", ""),
                property("output", output(order)),
                property("cache", order.cache().toString())));
        if (order.fresh() && order.strategy().needsDocker()) {
            List<String> arguments = new ArrayList<>(
                    goal.parameters().docker().additionalArgs == null
                            ? List.of()
                            : goal.parameters().docker().additionalArgs);
            arguments.add("--no-cache");
            own.add(property("docker.additionalArgs", String.join(",", arguments)));
        }
        return own;
    }

    private static String output(Order order) {
        Output output =
                order.pushed() ? Output.REGISTRY : order.strategy().assembler().defaultOutput();
        return output.word();
    }

    private static String property(String name, String value) {
        return "-D" + Overlay.PREFIX + name + "=" + value;
    }

    private static void append(Path file, String line) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
