package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Images reach a registry or a daemon as they were built, and run from there. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class PushIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String REPOSITORY = ENV.registry() + "/it/push";

    private final Engine engine = new Engine(ENV);
    private final RegistryProbe registry = RegistryProbe.open(ENV);

    @Test
    void pushesEveryTagOfAnImageThatThenRuns() throws Exception {
        Workspace workspace = Workspace.copyOf("any-project");

        build(workspace, "registry", "tags:1")
                .with("docker-strategy.tags", "1.0,latest")
                .succeed(goals("package", "build"));

        assertThat(registry.tags("it/push/tags")).containsExactly("1", "1.0", "latest");
        for (String tag : List.of("1", "1.0", "latest")) {
            assertThat(registry.digest("it/push/tags", tag)).isEqualTo(workspace.digest());
        }
        engine.withPulledImage(
                REPOSITORY + "/tags:latest",
                image -> assertThat(image.run("Anna").output()).isEqualTo("Anna: yes\n"));
    }

    @Test
    void pushesWhatWasBuiltWithoutBuildingAgain() {
        Workspace workspace = Workspace.copyOf("any-project");
        build(workspace, "tar", "later:1").succeed(goals("package", "build"));
        String built = workspace.digest();

        BuildLog log = build(workspace, "tar", "later:1").succeed(goals("push"));

        log.shows("Pushed " + REPOSITORY + "/later:1");
        log.hides("compile");
        assertThat(registry.digest("it/push/later", "1")).isEqualTo(built);
        assertThat(workspace.sample().result().get("pushed").asBoolean()).isTrue();
        build(workspace, "tar", "later:1").succeed(goals("push")).shows("Already pushed");
    }

    @Test
    void pushesWhatDockerHasBuiltWithoutBuildingAgain() throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        String name = REPOSITORY + "/with-docker:1";
        UnaryOperator<MavenRun> docker = run -> run.with("docker-strategy.strategy", "copy-local")
                .with("docker-strategy.docker.executable", ENV.dockerCli())
                .with("docker-strategy.tags", "latest")
                .with("image", name);
        docker.apply(workspace.maven()).succeed("docker-strategy:build");
        engine.docker("rmi", REPOSITORY + "/with-docker:latest").orFail("docker rmi");

        BuildLog log = docker.apply(workspace.maven()).succeed("docker-strategy:push");

        log.shows("Pushed " + name);
        log.hides("docker build");
        assertThat(registry.tags("it/push/with-docker")).containsExactly("1", "latest");
        assertThat(registry.digest("it/push/with-docker", "1")).isEqualTo(workspace.digest());
        docker.apply(workspace.maven()).succeed("docker-strategy:push").shows("Already pushed");

        docker.apply(workspace.maven()).succeed("docker-strategy:build");
        engine.docker("tag", ENV.registry() + "/base/debian:12", name).orFail("docker tag");
        docker.apply(workspace.maven()).fail("docker-strategy:push").shows("is not what was built");
        engine.docker("rmi", "--force", name, REPOSITORY + "/with-docker:latest");
    }

    @Test
    void refusesToPushWhatWasNotBuilt() {
        BuildLog log = build(Workspace.copyOf("any-project"), "tar", "never:1").fail(goals("push"));

        log.showsError("no image was built", "docker-strategy:build");
    }

    @Test
    void pushesOneImageForTwoPlatforms() throws Exception {
        String base = TwoPlatformBase.make(ENV, "base/jre", "17", "17-two-platforms");
        Workspace workspace = Workspace.copyOf("spring-boot-3");

        workspace
                .maven()
                .with("it.base.jre", base)
                .with("docker-strategy.platforms", "linux/amd64,linux/arm64")
                .with("docker-strategy.output", "registry")
                .with("image", REPOSITORY + "/two-platforms:1")
                .succeed("package");

        JsonNode index = registry.manifest("it/push/two-platforms", "1");
        assertThat(index.findValuesAsText("architecture")).containsExactlyInAnyOrder("amd64", "arm64");
        for (JsonNode image : index.get("manifests")) {
            String digest = image.get("digest").asText();
            assertThat(registry.config("it/push/two-platforms", digest)
                            .get("architecture")
                            .asText())
                    .isEqualTo(image.at("/platform/architecture").asText());
        }
        assertThat(registry.digest("it/push/two-platforms", "1")).isEqualTo(workspace.digest());
    }

    @Test
    void refusesTwoPlatformsInAnArchive() {
        BuildLog log = Workspace.copyOf("spring-boot-3")
                .maven()
                .with("docker-strategy.platforms", "linux/amd64,linux/arm64")
                .fail("package");

        log.showsError("<platforms>", "<output>registry</output>");
    }

    @Test
    void leavesAnImageInTheDaemon() throws Exception {
        Workspace workspace = Workspace.copyOf("any-project");

        build(workspace, "daemon", "daemon:1").succeed(goals("package", "build"));

        engine.withImage(
                REPOSITORY + "/daemon:1",
                image -> assertThat(image.run("Otto").output()).isEqualTo("Otto: yes\n"));
    }

    private static MavenRun build(Workspace workspace, String output, String name) {
        return workspace
                .maven()
                .with("docker-strategy.from", "jlink")
                .with("docker-strategy.output", output)
                .with("image", REPOSITORY + "/" + name);
    }

    private static String[] goals(String... goals) {
        String plugin = "io.github.dockerstrategy:docker-strategy-maven-plugin:"
                + Workspace.property("it.plugin.version") + ":";
        return List.of(goals).stream()
                .map(goal -> goal.equals("package") ? goal : plugin + goal)
                .toArray(String[]::new);
    }
}
