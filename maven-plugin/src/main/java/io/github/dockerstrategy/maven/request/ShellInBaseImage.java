package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.maven.log.MavenLogSink;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.reactor.Pom;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Refuses what needs a shell, or another interpreter of scripts, in an image that is known to have none. */
record ShellInBaseImage(GoalContext goal) {

    private static final String ENTRYPOINT = "<container><entrypoint>";
    private static final String HEALTH_CHECK = "<container><healthCheck><shell>";
    private static final String SHELL = "/bin/sh";
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "env");
    private static final List<String> FOLDERS =
            List.of("/bin/", "/usr/bin/", "/usr/local/bin/", "/sbin/", "/usr/sbin/", "/usr/local/sbin/");
    private static final int LONGEST_FIRST_LINE = 256;

    /** The entrypoint, if it can run. */
    Optional<List<String>> checked(
            BaseReference from, Optional<List<String>> entrypoint, Optional<HealthCheck> healthCheck) {
        if (hasNoShell(from)) {
            check(from, entrypoint, healthCheck);
        }
        return entrypoint;
    }

    private void check(BaseReference from, Optional<List<String>> entrypoint, Optional<HealthCheck> healthCheck) {
        Map<String, Path> files = files();
        if (healthCheck.isPresent() && healthCheck.get().shell() && !files.containsKey(SHELL)) {
            throw refusal("The health check is a shell command line", SHELL, from, HEALTH_CHECK);
        }
        String program =
                entrypoint.filter(all -> !all.isEmpty()).map(all -> all.get(0)).orElse("");
        String name = program.substring(program.lastIndexOf('/') + 1);
        if (SHELLS.contains(name)) {
            boolean there = program.equals(name)
                    ? FOLDERS.stream().anyMatch(folder -> files.containsKey(folder + name))
                    : files.containsKey(program);
            if (!there) {
                throw refusal("The entrypoint starts a shell", program, from, ENTRYPOINT);
            }
            return;
        }
        Optional<Path> script = Optional.ofNullable(files.get(program));
        Optional<String> interpreter = script.flatMap(ShellInBaseImage::interpreter);
        if (interpreter.isPresent() && !files.containsKey(interpreter.get())) {
            throw refusal("The entrypoint '" + program + "' is a script", interpreter.get(), from, ENTRYPOINT);
        }
        if (script.isEmpty() && name.endsWith(".sh")) {
            MavenLogSink.log(goal.log()).shellMayBeMissing(program, from.toString());
        }
    }

    private static boolean hasNoShell(BaseReference from) {
        return from.isEmpty()
                || (from.toString().contains("distroless") && !from.toString().contains("debug"));
    }

    private static ProblemException refusal(String what, String interpreter, BaseReference from, String where) {
        return new ProblemException(Problem.of(
                "no-shell",
                what + ", which needs " + interpreter + ", and '" + from + "' has none.",
                where,
                "start the program itself, in exec form, or name a base image with a shell in <from>"));
    }

    /** What is known to be in the image, by path: extra files, and the artifact where it was made already. */
    private Map<String, Path> files() {
        Map<String, Path> files = new TreeMap<>();
        try {
            for (Entry entry :
                    new ExtraFilesReader(goal).readLocal().layer(Instant.EPOCH).entries()) {
                if (entry.content() instanceof Entry.Content.Source source) {
                    files.put(entry.path().value(), source.file());
                }
            }
        } catch (ProblemException e) {
            // The check of the extra files reports it.
            return files;
        }
        if (goal.parameters().builder().artifact != null) {
            Path artifact = Pom.folder(goal.project()).resolve(goal.parameters().builder().artifact);
            addArtifact(
                    artifact,
                    goal.parameters().builder().into == null
                            ? "/"
                            : goal.parameters().builder().into,
                    files);
        }
        return files;
    }

    private static void addArtifact(Path artifact, String into, Map<String, Path> files) {
        if (!into.startsWith("/")) {
            return;
        }
        ContainerPath target = new ContainerPath(into.length() > 1 ? into.replaceAll("/+$", "") : into);
        if (Files.isRegularFile(artifact)) {
            files.put(target.value(), artifact);
            files.put(target.resolve(String.valueOf(artifact.getFileName())).value(), artifact);
        } else if (Files.isDirectory(artifact)) {
            try (var all = Files.walk(artifact)) {
                all.filter(Files::isRegularFile)
                        .forEach(file -> files.put(
                                target.resolve(artifact.relativize(file).toString())
                                        .value(),
                                file));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + artifact, e);
            }
        }
    }

    /** What a script's first line names. */
    private static Optional<String> interpreter(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            String start = new String(stream.readNBytes(LONGEST_FIRST_LINE), StandardCharsets.ISO_8859_1);
            String line = start.lines().findFirst().orElse("");
            return line.startsWith("#!")
                    ? Optional.of(line.substring(2).strip().split("\\s+")[0]).filter(path -> !path.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
