package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

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
                    parameter("builder.artifact"),
                    "correct the path (relative ones start at the module's folder), or the commands"));
        }
        return new Layer(
                Layer.APPLICATION,
                new FileTree(path, parameter("builder.artifact"))
                        .nodes().stream().map(node -> entry(artifact, node)).toList());
    }

    private Entry entry(Application.Artifact artifact, FileTree.Node node) {
        Path file = artifact.path().resolve(node.path());
        ContainerPath target = artifact.into().resolve(node.name());
        return node.isFolder()
                ? Entry.directory(target, modified)
                : withModeOf(file, Entry.file(target, file, modified));
    }

    private static Entry withModeOf(Path file, Entry entry) {
        return Files.isExecutable(file) ? entry.withMode(FileMode.EXECUTABLE) : entry;
    }
}
