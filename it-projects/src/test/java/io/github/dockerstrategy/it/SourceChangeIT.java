package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is downloaded once for a build in a container is not downloaded again when only a source has changed. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class SourceChangeIT {

    private static final String SOURCE =
            "greeter-core/src/main/java/io/github/dockerstrategy/samples/greeter/core/PoliteGreeter.java";

    private final TestEnv env = TestEnv.current();
    private final Engine engine = new Engine(env);

    @ParameterizedTest
    @ValueSource(strings = {"layer", "mount"})
    void ofAReactorDownloadsNothing(String dependencyCache) throws Exception {
        String name = "docker-strategy-it/source-change:" + dependencyCache;
        // A POM that no engine has seen yet: the first build has to download.
        Workspace workspace = Workspace.copyOf("multi-module")
                .edit(
                        "pom.xml",
                        pom -> pom.replace(
                                "<properties>", "<properties>\n    <it.run>" + UUID.randomUUID() + "</it.run>"));
        try (CountingRepository repository = CountingRepository.start(Path.of(Workspace.property("it.repo")))) {
            workspace.write("../settings.xml", repository.settings());
            build(workspace, dependencyCache, name);
            if (dependencyCache.equals("layer")) {
                assertThat(repository.requests()).hasSizeGreaterThan(100);
            } else {
                repository.requests();
            }

            String replaced =
                    workspace.read("app/target/docker-strategy/image.id").strip();
            workspace.edit(SOURCE, text -> text.replace("return pattern", "return \"Indeed: \" + pattern"));
            build(workspace, dependencyCache, name);

            assertThat(repository.requests()).isEmpty();
            assertThat(engine.hasImage(replaced))
                    .as("the image of the first build, which has no name now")
                    .isFalse();
            engine.withImage(
                    name,
                    image -> image.serve(
                            8080,
                            server -> assertThat(server.get("/grace+hopper"))
                                    .isEqualTo("Indeed: How do you do, Grace Hopper?")));
        }
    }

    private void build(Workspace workspace, String dependencyCache, String name) {
        workspace
                .maven()
                .option("-pl")
                .option("app")
                .with("docker-strategy.strategy", "multi-stage")
                .with("docker-strategy.builder.dependencyCache", dependencyCache)
                .with("docker-strategy.builder.from", env.registry() + "/base/jdk-maven:17")
                .with(
                        "docker-strategy.builder.settings",
                        workspace.path("../settings.xml").normalize().toString())
                .with("docker-strategy.docker.network", "host")
                .with("docker-strategy.docker.executable", env.dockerCli())
                .with("image", name)
                .environment("DOCKER_BUILDKIT", "1")
                .succeed("docker-strategy:build");
    }
}
