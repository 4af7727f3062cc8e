package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.engine.docker.DockerCli;
import io.github.dockerstrategy.engine.docker.ImageInspection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A name in an engine's store that a build moves, and that is put back.
 *
 * @param docker the engine
 * @param name the image's name
 * @param before id of the image that had the name
 */
record ImageInEngine(DockerCli docker, String name, Optional<String> before) implements AutoCloseable {

    static ImageInEngine named(String name, DockerCli docker) {
        return new ImageInEngine(
                docker, name, uninterrupted(() -> docker.inspectImage(name).map(ImageInspection::id)));
    }

    void saveTo(Path archive) {
        uninterrupted(() -> {
            docker.save(List.of(name), archive);
            return archive;
        });
    }

    @Override
    public void close() {
        uninterrupted(() -> {
            Optional<String> now = docker.inspectImage(name).map(ImageInspection::id);
            if (now.isPresent() && !now.equals(before)) {
                docker.removeImage(name);
            }
            if (before.isPresent()) {
                docker.tag(before.get(), name);
            }
            return name;
        });
    }

    private interface Asked<T> {
        T get() throws InterruptedException;
    }

    private static <T> T uninterrupted(Asked<T> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Interruption.problem(e);
        }
    }
}
