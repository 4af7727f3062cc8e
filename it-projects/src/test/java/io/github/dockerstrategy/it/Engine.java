package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The container engine of the test environment. */
public final class Engine {

    /**
     * Something done with what has to be put away afterwards.
     *
     * @param <T> what that is
     */
    @FunctionalInterface
    public interface Visit<T> {
        void to(T place) throws Exception;
    }

    private final List<String> cli;

    /** The engine that most tests use. */
    public Engine(TestEnv env) {
        this(List.of(env.dockerCli(), "--host", env.dockerHost()));
    }

    /** The engine behind a CLI and its first arguments. */
    Engine(List<String> cli) {
        this.cli = List.copyOf(cli);
    }

    /** Loads an image under a name of its own, and removes it when {@code visit} is over. */
    public void withImage(ImageTar image, Visit<LoadedImage> visit) throws Exception {
        String name = "docker-strategy-it/" + UUID.randomUUID() + ":test";
        Path archive = Files.createTempFile("image", ".tar");
        try {
            image.writeDockerArchive(archive, name);
            docker("load", "--quiet", "--input", archive.toString()).orFail("docker load");
            visit.to(new LoadedImage(this, name));
        } finally {
            Files.delete(archive);
            docker("rmi", "--force", name);
        }
    }

    /** Uses an image that the engine has, and removes its name when {@code visit} is over. */
    public void withImage(String name, Visit<LoadedImage> visit) throws Exception {
        try {
            visit.to(new LoadedImage(this, name));
        } finally {
            docker("rmi", "--force", name);
        }
    }

    /** Pulls an image, and removes its name when {@code visit} is over. */
    public void withPulledImage(String name, Visit<LoadedImage> visit) throws Exception {
        docker("pull", "--quiet", name).orFail("docker pull " + name);
        withImage(name, visit);
    }

    /** Whether the engine has an image of that name. */
    public boolean hasImage(String name) {
        return docker("image", "inspect", name).exitCode() == 0;
    }

    /** How many bytes an image takes up, unpacked. */
    public long unpackedSize(String name) {
        return Long.parseLong(docker("image", "inspect", "--format", "{{.Size}}", name)
                .orFail("docker image inspect")
                .strip());
    }

    /** Runs docker against this engine. */
    public ProcessResult docker(String... arguments) {
        List<String> command = new ArrayList<>(cli);
        command.addAll(Arrays.asList(arguments));
        return ProcessResult.program(command, Path.of("").toAbsolutePath(), Map.of("DOCKER_CONTEXT", ""));
    }

    static <T> T unchecked(IoWork<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Work with files or the network. */
    @FunctionalInterface
    interface IoWork<T> {
        T run() throws IOException;
    }
}
