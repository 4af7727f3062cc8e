package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/** The one layer of a file or folder that any build made; what was executable stays so. */
record ArtifactLayer(Instant modified) {

    Layer of(Application.Artifact artifact) {
        Path path = artifact.path();
        if (Files.isRegularFile(path)) {
            return new Layer(
                    Layer.APPLICATION,
                    java.util.List.of(withModeOf(path, Entry.file(artifact.into(), path, modified))));
        }
        if (!Files.isDirectory(path)) {
            throw new ProblemException(Problem.of(
                    "missing-artifact",
                    "The builder's commands made no '" + path + "'.",
                    "<builder><artifact>",
                    "correct the path (relative ones start at the module's folder), or the commands"));
        }
        try (Stream<Path> paths = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            return new Layer(
                    Layer.APPLICATION,
                    paths.filter(file -> !file.equals(path))
                            .map(file -> entry(artifact, file))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the artifact " + path, e);
        }
    }

    private Entry entry(Application.Artifact artifact, Path file) {
        String relative = artifact.path().relativize(file).toString().replace('\\', '/');
        var target = artifact.into().resolve(relative);
        return Files.isDirectory(file)
                ? Entry.directory(target, modified)
                : withModeOf(file, Entry.file(target, file, modified));
    }

    private static Entry withModeOf(Path file, Entry entry) {
        return Files.isExecutable(file) ? entry.withMode(FileMode.EXECUTABLE) : entry;
    }
}
