package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What buildx can do on an engine with containerd's image store. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class BuildxIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String BASE = ENV.registry() + "/base/debian:12";
    private static final FrontEnd BUILDX = FrontEnd.BUILDX_26;

    private final String run = UUID.randomUUID().toString();
    private final String repository = "it/buildx/" + run;
    private final Engine engine = BUILDX.engine();
    private final RegistryProbe registry = RegistryProbe.open(ENV);

    @ParameterizedTest
    @ValueSource(strings = {"multi-stage", "builder-pattern"})
    void takesTheWorkOfAnotherMachineFromARegistryCache(String strategy) throws Exception {
        String first = stampOf(strategy, "none", "first");

        assertThat(stampOf(strategy, "first", "second")).isEqualTo(first);
        assertThat(stampOf(strategy, "none", "third")).isNotEqualTo(first);
    }

    /** Builds on an empty builder, and gives what the builder's command has made up. */
    private String stampOf(String strategy, String from, String to) throws Exception {
        engine.docker("builder", "prune", "--all", "--force").orFail("docker builder prune");
        String cache = "type=registry,ref=" + ENV.registry() + "/" + repository + "/cache:";
        Workspace workspace = Workspace.copyOf("builder-shell")
                .edit(
                        "pom.xml",
                        pom -> pom.replace(
                                        "<image>",
                                        "<docker><cacheFrom><from>" + cache + "${from}</from></cacheFrom><cacheTo><to>"
                                                + cache + "${to},mode=max</to></cacheTo></docker><image>")
                                .replace(
                                        "</commands>",
                                        "<command>cat /proc/sys/kernel/random/uuid >target/site/stamp.html</command></commands>"));
        String name = "docker-strategy-it/" + run + ":1";
        build(workspace, strategy, name).with("from", from).with("to", to).succeed("docker-strategy:build");
        StringBuilder stamp = new StringBuilder();
        engine.withImage(name, image -> stamp.append(image.shell("cat /srv/site/stamp.html")));
        return stamp.toString();
    }

    @Test
    void pushesAnnotationsAndAttestationsThatAreAskedFor() {
        String name = ENV.registry() + "/" + repository + ":1";
        build(Workspace.copyOf("builder-shell"), "copy-local", name)
                .with("docker-strategy.output", "registry")
                .with("docker-strategy.docker.additionalArgs", "--annotation=org.example.by=me,--provenance=mode=max")
                .succeed("docker-strategy:build");

        JsonNode index = registry.manifest(repository, "1");
        JsonNode image =
                registry.manifest(repository, index.at("/manifests/0/digest").asText());
        assertThat(image.path("annotations").path("org.example.by").asText()).isEqualTo("me");
        JsonNode attestation = index.at("/manifests/1");
        assertThat(attestation.at("/annotations/vnd.docker.reference.type").asText())
                .isEqualTo("attestation-manifest");
        assertThat(registry.manifest(repository, attestation.path("digest").asText())
                        .at("/layers/0/annotations/in-toto.io~1predicate-type")
                        .asText())
                .startsWith("https://slsa.dev/provenance/");
        engine.docker("rmi", "--force", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "multi-stage", "builder-pattern"})
    void pushesOneImageForTwoPlatformsWithoutEmulation(String strategy) throws Exception {
        String base = TwoPlatformBase.make(ENV, "base/debian", "12", "12-two-platforms");
        Workspace workspace = Workspace.copyOf("builder-shell");

        build(workspace, strategy, ENV.registry() + "/" + repository + ":1")
                .with("it.base.jre", base)
                .with("docker-strategy.platforms", "linux/amd64,linux/arm64")
                .with("docker-strategy.output", "registry")
                .succeed("docker-strategy:build");

        JsonNode index = registry.manifest(repository, "1");
        assertThat(index.findValuesAsText("architecture")).containsExactlyInAnyOrder("amd64", "arm64");
        for (JsonNode image : index.get("manifests")) {
            JsonNode config = registry.config(repository, image.get("digest").asText());
            assertThat(config.get("architecture").asText())
                    .isEqualTo(image.at("/platform/architecture").asText());
            assertThat(config.at("/config/Entrypoint/1").asText()).isEqualTo("/srv/site/index.html");
        }
        assertThat(registry.digest(repository, "1")).isEqualTo(workspace.digest());
    }

    @Test
    void buildsOnARemoteEngineThroughADockerContext() throws Exception {
        Path config = RemoteBuilder.config(ENV);
        String cli = ENV.get("docker.cli.legacy28");
        String host = "host=" + ENV.get("docker.modern.host");
        new Engine(List.of(cli, "--config", config.toString()))
                .docker("context", "create", "remote", "--docker", host)
                .orFail("docker context create");
        String name = "docker-strategy-it/" + run + ":1";

        build(Workspace.copyOf("builder-shell"), "builder-pattern", name)
                .environment("DOCKER_HOST", "")
                .environment("DOCKER_CONFIG", config.toString())
                .environment("DOCKER_CONTEXT", "remote")
                .succeed("docker-strategy:build");

        assertThat(new Engine(ENV).hasImage(name)).isFalse();
        engine.withImage(name, image -> assertThat(image.run().output()).contains("about.html"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "multi-stage", "builder-pattern"})
    void isToldTheTimeOfTheImage(String strategy) throws Exception {
        String name = "docker-strategy-it/" + run + ":1";

        build(Workspace.copyOf("builder-shell"), strategy, name).succeed("docker-strategy:build");

        engine.withImage(
                name,
                image -> assertThat(engine.docker("image", "inspect", "--format", "{{.Created}}", name)
                                .output())
                        .startsWith("2026-01-01T00:00:00Z"));
    }

    @Test
    void bakeBuildsTheImageThatBuildBuilds() throws Exception {
        String name = "docker-strategy-it/" + run + ":1";
        Workspace workspace = Workspace.copyOf("builder-shell");
        build(workspace, "copy-local", name).succeed("docker-strategy:build");
        String id = workspace.read("target/docker-strategy/image.id").strip();
        engine.docker("rmi", "--force", name).orFail("docker rmi");

        build(workspace, "copy-local", name).succeed("docker-strategy:generate");
        ProcessResult.program(
                        List.of(
                                ENV.get("docker.cli.legacy28"),
                                "buildx",
                                "bake",
                                "-f",
                                "target/docker-strategy/docker-bake.json"),
                        workspace.folder(),
                        Map.of(
                                "DOCKER_HOST",
                                ENV.get("docker.modern.host"),
                                "DOCKER_CONFIG",
                                ENV.get("docker.config.buildx")))
                .orFail("docker buildx bake");

        engine.withImage(
                name,
                image -> assertThat(engine.docker("image", "inspect", "--format", "{{.Id}}", name)
                                .orFail("docker image inspect")
                                .strip())
                        .isEqualTo(id));
    }

    @Test
    void givesTheSameDigestTwiceWithCopyLocal() throws Exception {
        String first = digestOfABuildFromNothing("copy-local");

        assertThat(digestOfABuildFromNothing("copy-local")).isEqualTo(first);
    }

    private String digestOfABuildFromNothing(String strategy) throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        String name = ENV.registry() + "/" + repository + ":1";
        build(workspace, strategy, name)
                .with("docker-strategy.output", "registry")
                .with("docker-strategy.docker.additionalArgs", "--no-cache")
                .succeed("docker-strategy:build");
        engine.docker("rmi", "--force", name);
        assertThat(registry.digest(repository, "1")).isEqualTo(workspace.digest());
        return workspace.digest();
    }

    private static MavenRun build(Workspace workspace, String strategy, String name) {
        return BUILDX.on(workspace.maven())
                .with("it.base.jre", BASE)
                .with("docker-strategy.strategy", strategy)
                .with("image", name);
    }
}
