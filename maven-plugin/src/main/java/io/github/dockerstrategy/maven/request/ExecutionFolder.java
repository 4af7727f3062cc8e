package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** The folder that an execution writes to: {@code target/docker-strategy}, for an execution with an id a folder in it. */
public final class ExecutionFolder {

    private static final Set<String> DEFAULT_EXECUTIONS = Set.of("default-cli", "default");

    /** What goals write into {@code target/docker-strategy}, and names of goals that may write there one day. */
    private static final Set<String> TAKEN = Set.of(
            "bake",
            "compare",
            "docker",
            "externalize",
            "generate",
            "image-oci.tar",
            "image.digest",
            "image.id",
            "image.tar",
            "import",
            "layers",
            "result.json",
            "work");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} _.:+@-]*");

    private ExecutionFolder() {}

    /**
     * The folder of an execution.
     *
     * @param id of the execution; none in a build without Maven's lifecycle
     * @throws ProblemException if the id is not the name of a folder, or of one that goals write to
     */
    static Path of(MavenProject project, @Nullable String id) {
        Path folder = folder(project);
        if (id == null || DEFAULT_EXECUTIONS.contains(id)) {
            return folder;
        }
        boolean isTaken = TAKEN.contains(id.toLowerCase(Locale.ROOT));
        if (isTaken || !NAME.matcher(id).matches() || id.contains("..")) {
            throw new ProblemException(Problem.of(
                    "bad-execution-id",
                    "'" + id + "' cannot be the id of an execution: the execution's files go to a folder of that name"
                            + (isTaken ? ", which is kept for other files." : "."),
                    "<execution><id>",
                    "choose another id, such as " + (isTaken ? "my-" + id : "image")));
        }
        return folder.resolve(id);
    }

    /** Ids of executions that have built an image, sorted. */
    public static List<String> withResult(MavenProject project) {
        if (!Files.isDirectory(folder(project))) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder(project))) {
            return children.filter(child -> Files.isRegularFile(child.resolve("result.json")))
                    .map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder(project), e);
        }
    }

    private static Path folder(MavenProject project) {
        return Path.of(project.getBuild().getDirectory()).resolve("docker-strategy");
    }
}
