package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command line with the builder and the engine behind it: the columns of the matrix. */
enum FrontEnd {
    BUILDKIT_20("Engine 20.10, its CLI, BuildKit", "docker.cli", "docker.host", Map.of("DOCKER_BUILDKIT", "1")),
    LEGACY_20("Engine 20.10, its CLI, the legacy builder", "docker.cli", "docker.host", Map.of("DOCKER_BUILDKIT", "0")),
    LEGACY_28("Engine 20.10, CLI 28 without buildx", "docker.cli.legacy28", "docker.host", Map.of()),
    BUILDX_20("Engine 20.10, CLI 28 with buildx", "docker.cli.legacy28", "docker.host", Map.of()),
    BUILDX_26("Engine 26.1 with containerd's store, buildx", "docker.cli.legacy28", "docker.modern.host", Map.of()),
    PODMAN("podman", "podman.cli", "", Map.of());

    private final String words;
    private final String cli;
    private final String host;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> environment;

    FrontEnd(String words, String cli, String host, Map<String, String> environment) {
        this.words = words;
        this.cli = cli;
        this.host = host;
        this.environment = environment;
    }

    /** A run of Maven that uses it. */
    MavenRun on(MavenRun run) {
        TestEnv env = TestEnv.current();
        assumeThat(env.has(cli)).as("there is a CLI for " + words).isTrue();
        MavenRun result = run.with("docker-strategy.docker.executable", env.get(cli))
                .environment("DOCKER_BUILDKIT", "")
                .environment("DOCKER_CONTEXT", "")
                .environment("DOCKER_HOST", host.isEmpty() ? "" : env.get(host))
                .environment("DOCKER_CONFIG", config(env).toString());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            result = result.environment(variable.getKey(), variable.getValue());
        }
        return result;
    }

    /** The engine that has what was built, asked without any of the plugin's means. */
    Engine engine() {
        TestEnv env = TestEnv.current();
        return new Engine(host.isEmpty() ? List.of(env.get(cli)) : List.of(env.dockerCli(), "--host", env.get(host)));
    }

    boolean isBuildx() {
        return this == BUILDX_20 || this == BUILDX_26;
    }

    boolean isLegacy() {
        return this == LEGACY_20 || this == LEGACY_28;
    }

    @Override
    public String toString() {
        return words;
    }

    /** Where docker finds its plugins, of which there must be none for a CLI without buildx. */
    private Path config(TestEnv env) {
        if (isBuildx()) {
            return Path.of(env.get("docker.config.buildx"));
        }
        return Engine.unchecked(() ->
                Files.createDirectories(Path.of(Workspace.property("it.work")).resolve("docker-config")));
    }
}
