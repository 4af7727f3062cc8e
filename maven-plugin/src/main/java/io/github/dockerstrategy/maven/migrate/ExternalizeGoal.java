package io.github.dockerstrategy.maven.migrate;

import static io.github.dockerstrategy.problem.Mention.argument;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.externalize.Externalization;
import io.github.dockerstrategy.externalize.ExternalizeInput;
import io.github.dockerstrategy.externalize.ExternalizeInput.Host;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugin.logging.Log;

/**
 * Externalizes a module's Dockerfile, and reports what it did.
 *
 * @param goal the goal
 */
public record ExternalizeGoal(GoalContext goal) {

    private static final String DEFAULT = "Dockerfile";
    private static final int SHOWN = 60;

    /** @param dockerfile the Dockerfile, relative to the module */
    public void run(String dockerfile) {
        Path module = Pom.folder(goal.project());
        Path file = module.resolve(dockerfile).normalize();
        if (!Files.isRegularFile(file) && dockerfile.equals(DEFAULT)) {
            goal.log().info("Nothing to externalize: this module has no Dockerfile.");
            return;
        }
        Path folder = Path.of(goal.project().getBuild().getDirectory(), "docker-strategy", "externalize");
        check(file, folder);
        ExternalizedFolder result = new ExternalizedFolder(folder);
        ExternalizeInput input = input(file, context(module, file), folder);
        Externalization externalization = Externalization.of(input);
        String name = module.relativize(file).toString().replace('\\', '/');
        String report = new ExternalizeReport(externalization, name).text();
        if (!externalization.refusals().isEmpty()) {
            result.write(Map.of("report.md", report));
            throw refused(externalization, name);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Dockerfile", externalization.dockerfile());
        texts.put("Dockerfile.dockerignore", externalization.ignore());
        texts.put("build.sh", externalization.script());
        texts.put("snippet.xml", snippet(externalization, input));
        texts.put("report.md", report);
        result.write(texts);
        tell(externalization, name, folder);
    }

    private static void check(Path file, Path folder) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.of(
                    "missing-dockerfile",
                    "There is no Dockerfile " + file + ".",
                    parameter("externalize.dockerfile"),
                    "name one, relative to the module: "
                            + argument("externalize.dockerfile", "src/main/docker/Dockerfile")));
        }
        if (file.startsWith(folder)) {
            throw new ProblemException(Problem.of(
                    "missing-dockerfile",
                    "The file " + file + " was written by this goal, which would replace it.",
                    parameter("externalize.dockerfile"),
                    "name your own Dockerfile"));
        }
    }

    /** Where {@code docker build} would be called: the module, if the Dockerfile is in it. */
    private Path context(Path module, Path file) {
        return Optional.ofNullable(docker().context)
                .map(folder -> module.resolve(folder).normalize())
                .orElse(file.startsWith(module) ? module : file.resolveSibling(""));
    }

    private DockerParameters docker() {
        return goal.parameters().docker();
    }

    private ExternalizeInput input(Path file, Path context, Path folder) {
        if (!folder.startsWith(context)) {
            throw new ProblemException(Problem.of(
                    "cannot-externalize",
                    "The build context " + context + " does not contain " + folder
                            + ", where the application is built.",
                    parameter("docker.context"),
                    "name a folder that contains the module"));
        }
        try {
            return new ExternalizeInput(
                    ParsedDockerfile.read(Files.readString(file)),
                    Optional.ofNullable(docker().target),
                    docker().buildArgs == null ? Map.of() : docker().buildArgs,
                    new ContextFiles(context, goal.session().getProjects()).tree(),
                    ignore(file, context),
                    context.relativize(folder).toString().replace('\\', '/'),
                    Optional.ofNullable(goal.parameters().image())
                            .orElse(goal.project().getArtifactId() + ":"
                                    + goal.project().getVersion()),
                    new Host(
                            System.getProperty("os.name", "").startsWith("Linux"),
                            Runtime.version().feature()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static String ignore(Path file, Path context) throws IOException {
        Path own = file.resolveSibling(file.getFileName() + ".dockerignore");
        Path common = context.resolve(".dockerignore");
        return Files.exists(own) ? Files.readString(own) : Files.exists(common) ? Files.readString(common) : "";
    }

    private String snippet(Externalization externalization, ExternalizeInput input) {
        String version =
                goal.execution().getMojoDescriptor().getPluginDescriptor().getVersion();
        return new ExternalizeSnippet(externalization, version, input.image()).text();
    }

    private static ProblemException refused(Externalization externalization, String name) {
        return new ProblemException(externalization.refusals().stream()
                .map(finding -> Problem.of(
                        "cannot-externalize", finding.reason(), name + ", line " + finding.line(), finding.fix()))
                .toList());
    }

    private void tell(Externalization result, String name, Path folder) {
        Log log = goal.log();
        result.fates().stream()
                .filter(line -> line.fate() != Fate.KEPT)
                .forEach(line -> log.info(String.format(
                        "%4d  %-13s  %s", line.first(), line.fate().words(), shortened(line.text()))));
        log.info("");
        log.info(name + ": "
                + Arrays.stream(Fate.values())
                        .filter(fate -> count(result, fate) > 0)
                        .map(fate -> count(result, fate) + " " + fate.words())
                        .collect(Collectors.joining(", "))
                + ".");
        result.warnings()
                .forEach(finding -> log.warn("Line " + finding.line() + ": " + finding.reason()
                        + (finding.fix().isEmpty() ? "" : " Fix: " + finding.fix() + ".")));
        log.info("Report: " + folder.resolve("report.md"));
        log.info("Next: sh " + folder.resolve("build.sh"));
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }

    private static long count(Externalization result, Fate fate) {
        return result.fates().stream().filter(line -> line.fate() == fate).count();
    }
}
