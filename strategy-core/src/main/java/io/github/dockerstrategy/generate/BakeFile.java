package io.github.dockerstrategy.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dockerstrategy.engine.docker.BakeTarget;
import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code docker-bake.json}: the images of a reactor as one file for {@code docker buildx bake}, which builds them side by side. It grows
 * with every module. May be used by several threads.
 */
public final class BakeFile {

    public static final String NAME = "docker-bake.json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path root;
    private final Path file;
    private final Map<String, Map<String, Object>> targets = new TreeMap<>();

    /**
     * @param root the folder that bake is run in
     * @param folder where the file is written
     */
    public BakeFile(Path root, Path folder) {
        this.root = root;
        this.file = folder.resolve(NAME);
    }

    /**
     * Adds the image of a plan, and writes the file.
     *
     * @return the file; empty for a plan that is more than one docker build
     */
    public synchronized Optional<Path> add(String module, BuildPlan plan, BuildRequest request) {
        Optional<BuildWithDocker> build = plan.steps().stream()
                .filter(BuildWithDocker.class::isInstance)
                .map(BuildWithDocker.class::cast)
                .findFirst();
        if (build.isEmpty() || plan.steps().stream().anyMatch(ExtractFromBuilder.class::isInstance)) {
            return Optional.empty();
        }
        targets.put(
                module.replaceAll("[^A-Za-z0-9_-]", "-"),
                new BakeTarget(request.docker(), request.workFolder(), root).of(build.get()));
        write();
        return Optional.of(file);
    }

    private void write() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("group", Map.of("default", Map.of("targets", List.copyOf(targets.keySet()))));
        all.put("target", targets);
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            new AtomicFile(file).write(text(all));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static String text(Map<String, Object> all) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }
}
