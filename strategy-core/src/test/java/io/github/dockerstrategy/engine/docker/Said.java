package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.ScriptedPrograms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What real CLIs said when they were asked, as files next to this class. */
public final class Said {

    static final Path DIRECTORY = Path.of("/project");

    private Said() {}

    public static String text(String file) {
        try (InputStream stream = Said.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Docker 28 with buildx. */
    static ScriptedPrograms buildx() {
        return new ScriptedPrograms()
                .on("docker info")
                .prints(text("info-docker-buildx.json"))
                .on("docker buildx build --help")
                .prints(text("help-buildx-0.13.txt"));
    }

    /** Docker 20.10, which speaks to BuildKit itself. */
    public static ScriptedPrograms buildKit() {
        return new ScriptedPrograms()
                .on("docker info")
                .prints(text("info-docker.json"))
                .on("DOCKER_BUILDKIT=1 docker build --help")
                .prints(text("help-docker-20.10-buildkit.txt"))
                .on("DOCKER_BUILDKIT=0 docker build --help")
                .prints(text("help-docker-20.10-legacy.txt"));
    }

    /** Docker 28 without buildx. */
    static ScriptedPrograms legacy() {
        return new ScriptedPrograms()
                .on("docker info")
                .prints(text("info-docker.json"))
                .on("DOCKER_BUILDKIT=1 docker build --help")
                .complains(text("complaint-docker-28-no-buildx.txt"))
                .exits(1)
                .on("DOCKER_BUILDKIT=0 docker build --help")
                .prints(text("help-docker-28-legacy.txt"));
    }

    static ScriptedPrograms podman() {
        return new ScriptedPrograms()
                .on("podman info")
                .prints(text("info-podman.json"))
                .on("podman build --help")
                .prints(text("help-podman-4.3.txt"));
    }

    static DockerCommands docker() {
        return new DockerCommands("docker", DIRECTORY, Map.of());
    }

    static Builder builder(Builder.Kind kind) {
        String help = switch (kind) {
            case BUILDX -> "help-buildx-0.13.txt";
            case BUILDKIT -> "help-docker-20.10-buildkit.txt";
            case LEGACY -> "help-docker-28-legacy.txt";
            case BUILDAH -> "help-podman-4.3.txt";
            case ANY -> throw new IllegalArgumentException("says nothing");
        };
        return new Builder(
                kind, Probe.flags(new ProcessResult(0, text(help).lines().toList(), List.of())));
    }
}
