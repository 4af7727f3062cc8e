package io.github.dockerstrategy.maven.migrate;

import io.github.dockerstrategy.engine.docker.DockerCli;
import io.github.dockerstrategy.engine.docker.DockerProbe;
import io.github.dockerstrategy.engine.docker.ImageInspection;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.HostPrograms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Names in an engine's store that are free while a build gives them to images, and are put back at the end.
 *
 * @param docker the engine
 * @param kept by name, another name of the image that had it, which a plugin that cleans up does not remove; empty if there was none
 */
record NamesInEngine(DockerCli docker, Map<String, String> kept) implements AutoCloseable {

    private static final String KEPT = "docker-strategy-import:kept-";

    /** @param scratch folder for temporary files */
    static NamesInEngine of(List<String> names, DockerParameters parameters, Path scratch) {
        String executable = parameters.executable == null ? "docker" : parameters.executable;
        DockerCli docker = DockerProbe.cli(executable, parameters.environment, scratch, new HostPrograms());
        Map<String, String> kept = new LinkedHashMap<>();
        NamesInEngine all = new NamesInEngine(docker, kept);
        try {
            uninterrupted(() -> {
                for (String name : names) {
                    Optional<String> before = docker.inspectImage(name).map(ImageInspection::id);
                    if (before.isEmpty()) {
                        kept.put(name, "");
                        continue;
                    }
                    String other = KEPT + UUID.randomUUID();
                    docker.tag(before.get(), other);
                    kept.put(name, other);
                    docker.removeImage(name);
                }
            });
        } catch (ProblemException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Saves the image that has the first of the names that there are now. */
    void save(Path archive) {
        uninterrupted(() -> {
            String last = "";
            for (String name : kept.keySet()) {
                last = name;
                if (docker.inspectImage(name).isPresent()) {
                    break;
                }
            }
            docker.save(List.of(last), archive);
        });
    }

    @Override
    public void close() {
        uninterrupted(() -> {
            for (Map.Entry<String, String> name : kept.entrySet()) {
                docker.removeImage(name.getKey());
                if (!name.getValue().isEmpty()) {
                    docker.tag(name.getValue(), name.getKey());
                    docker.removeImage(name.getValue());
                }
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Interruption.problem(e);
        }
    }
}
