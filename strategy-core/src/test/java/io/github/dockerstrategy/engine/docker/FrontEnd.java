package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.process.HostPrograms;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CLIs and builders that the test environment has. */
enum FrontEnd {
    BUILDKIT_20("docker.cli", Map.of("DOCKER_BUILDKIT", "1"), Builder.Kind.BUILDKIT),
    LEGACY_20("docker.cli", Map.of("DOCKER_BUILDKIT", "0"), Builder.Kind.LEGACY),
    LEGACY_28("docker.cli.legacy28", Map.of(), Builder.Kind.LEGACY),
    BUILDX("docker.cli.legacy28", Map.of(), Builder.Kind.BUILDX),
    BUILDX_CONTAINERD("docker.cli.legacy28", Map.of(), Builder.Kind.BUILDX),
    PODMAN("podman.cli", Map.of(), Builder.Kind.BUILDAH);

    /** A docker configuration folder with buildx in it. */
    private static final String BUILDX_CONFIG = "docker.config.buildx";

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> environment;

    final Builder.Kind builder;

    FrontEnd(String key, Map<String, String> environment, Builder.Kind builder) {
        this.key = key;
        this.environment = environment;
        this.builder = builder;
    }

    DockerCli cli(Path folder, DockerListener listener) {
        return new DockerCli(commands(folder), folder.resolve("scratch"), new HostPrograms(), listener);
    }

    DockerCommands commands(Path folder) {
        TestEnvironment test = TestEnvironment.get();
        assumeThat(test.find(key)).as(key).isPresent();
        Map<String, String> all = new LinkedHashMap<>(environment);
        if (this != PODMAN) {
            all.putAll(test.engine());
        }
        if (builder == Builder.Kind.BUILDX) {
            assumeThat(test.find(BUILDX_CONFIG)).as(BUILDX_CONFIG).isPresent();
            all.put("DOCKER_CONFIG", test.value(BUILDX_CONFIG));
        }
        if (this == BUILDX_CONTAINERD) {
            all.put("DOCKER_HOST", test.value("docker.modern.host"));
        }
        return new DockerCommands(test.value(key), folder, all);
    }
}
