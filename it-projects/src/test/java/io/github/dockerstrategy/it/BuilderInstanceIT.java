package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A builder instance of buildx that is not the engine's: it builds, pushes and writes archives where no engine answers. */
@ExtendWith(CleanupExtension.class)
class BuilderInstanceIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String NO_ENGINE = "unix:///no/such/engine.sock";

    private final String repository = "it/builder/" + UUID.randomUUID();
    private final RegistryProbe registry = RegistryProbe.open(ENV);
    private RemoteBuilder builder;
    private Path config;

    @BeforeEach
    void start() throws IOException {
        builder = RemoteBuilder.of(ENV.get("docker.modern.host"));
        config = RemoteBuilder.config(ENV);
        builder.addTo("elsewhere", ENV, config, "--platform", "linux/amd64");
    }

    @AfterEach
    void stop() throws IOException {
        builder.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "multi-stage"})
    void pushesTheSameDigestTwiceWithoutAnEngine(String strategy) throws Exception {
        JsonNode first = buildFromNothing(strategy);
        JsonNode second = buildFromNothing(strategy);

        assertThat(second.path("imageDigest").asText())
                .isEqualTo(first.path("imageDigest").asText())
                .isEqualTo(registry.digest(repository, "1"));
        JsonNode manifest = registry.manifest(repository, "1");
        assertThat(second.path("layers").findValuesAsText("digest"))
                .isEqualTo(manifest.path("layers").findValuesAsText("digest"));
        assertThat(second.path("imageId").asText())
                .isEqualTo(manifest.at("/config/digest").asText());
        assertThat(manifest.path("layers").findValuesAsText("digest"))
                .as("the layers of the base image are still its own")
                .containsAll(
                        registry.manifest("base/debian", "12").path("layers").findValuesAsText("digest"));
    }

    private JsonNode buildFromNothing(String strategy) throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        build(workspace, strategy)
                .with("docker-strategy.output", "registry")
                .with("docker-strategy.docker.additionalArgs", "--no-cache")
                .succeed("docker-strategy:build")
                .shows("Pushed ");
        assertThat(workspace.read("target/docker-strategy/docker/docker.log")).containsOnlyOnce("buildx build");
        return result(workspace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci", "tar"})
    void writesAnArchiveInOneBuild(String output) throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");

        build(workspace, "multi-stage").with("docker-strategy.output", output).succeed("docker-strategy:build");

        assertThat(workspace.read("target/docker-strategy/docker/docker.log")).containsOnlyOnce("buildx build");
        JsonNode result = result(workspace);
        Path archive = Path.of(result.path("file").asText());
        assertThat(archive).isRegularFile();
        assertThat(archive.resolveSibling(archive.getFileName() + ".part")).doesNotExist();
        assertThat(result.path("layers")).hasSizeGreaterThan(1);
        Engine engine = FrontEnd.BUILDX_26.engine();
        engine.docker("load", "--input", archive.toString()).orFail("docker load");
        engine.withImage(
                ENV.registry() + "/" + repository + ":1",
                image -> assertThat(image.run().output()).contains("about.html"));
    }

    @Test
    void eachNodeBuildsItsOwnPlatform() throws Exception {
        String base = TwoPlatformBase.make(ENV, "base/debian", "12", "12-two-platforms");
        try (RemoteBuilder other = RemoteBuilder.of(ENV.get("docker.modern.host"))) {
            other.addTo("elsewhere", ENV, config, "--append", "--platform", "linux/arm64");

            build(Workspace.copyOf("builder-shell"), "copy-local")
                    .with("it.base.jre", base)
                    .with("docker-strategy.platforms", "linux/amd64,linux/arm64")
                    .with("docker-strategy.output", "registry")
                    .succeed("docker-strategy:build");
        }

        assertThat(registry.manifest(repository, "1").findValuesAsText("architecture"))
                .containsExactlyInAnyOrder("amd64", "arm64");
    }

    @Test
    void theInstanceInTheEnginePushesToo() throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        FrontEnd.BUILDX_20
                .on(workspace.maven())
                .with("docker-strategy.docker.builder", "default")
                .with("docker-strategy.output", "registry")
                .with("it.base.jre", ENV.registry() + "/base/debian:12")
                .with("docker-strategy.strategy", "copy-local")
                .with("image", ENV.registry() + "/" + repository + ":1")
                .succeed("docker-strategy:build");

        assertThat(result(workspace).path("imageDigest").asText()).isEqualTo(registry.digest(repository, "1"));
        FrontEnd.BUILDX_20.engine().docker("rmi", "--force", ENV.registry() + "/" + repository + ":1");
    }

    @Test
    void whatNeedsContainersIsRefusedWithoutAnEngine() {
        build(Workspace.copyOf("builder-shell"), "builder-pattern")
                .with("docker-strategy.output", "registry")
                .fail("docker-strategy:build")
                .shows("The container engine does not answer");
    }

    @Test
    void anInstanceThatIsNotThereIsNamed() {
        build(Workspace.copyOf("builder-shell"), "multi-stage")
                .with("docker-strategy.docker.builder", "nowhere")
                .with("docker-strategy.output", "registry")
                .fail("docker-strategy:build")
                .shows("buildx has no builder instance 'nowhere'.");
    }

    private MavenRun build(Workspace workspace, String strategy) {
        return FrontEnd.BUILDX_26
                .on(workspace.maven())
                .environment("DOCKER_HOST", NO_ENGINE)
                .environment("DOCKER_CONFIG", config.toString())
                .with("docker-strategy.docker.builder", "elsewhere")
                .with("it.base.jre", ENV.registry() + "/base/debian:12")
                .with("docker-strategy.strategy", strategy)
                .with("image", ENV.registry() + "/" + repository + ":1");
    }

    private static JsonNode result(Workspace workspace) throws IOException {
        return new ObjectMapper()
                .readTree(workspace.path("target/docker-strategy/result.json").toFile());
    }
}
