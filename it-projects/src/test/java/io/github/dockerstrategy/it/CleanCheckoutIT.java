package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mvn docker-strategy:build} needs nothing to be built before. */
@ExtendWith(CleanupExtension.class)
class CleanCheckoutIT {

    private static final List<String> LAYERS = List.of("dependencies", "project-dependencies", "launch", "classes");

    static List<Maven> mavens() {
        return Maven.all();
    }

    @ParameterizedTest
    @MethodSource("mavens")
    void buildsOneModuleOfAReactorWhoseSiblingsAreNotBuilt(Maven maven) {
        Workspace workspace = Workspace.copyOf("multi-module");

        BuildLog log = workspace.maven().by(maven).option("-pl").option("app").succeed("docker-strategy:build");

        log.shows("first");
        assertThat(workspace
                        .sample()
                        .image("app/target/docker-strategy/image.tar")
                        .layerNamesAboveBase())
                .isEqualTo(LAYERS);
        assertThat(workspace.sample().has("worker/target")).isFalse();
    }

    @Test
    void buildsTheModuleInWhoseFolderMavenIsStarted() {
        Workspace workspace = Workspace.copyOf("multi-module");

        workspace.maven().inside("app").succeed("docker-strategy:build");

        assertThat(workspace
                        .sample()
                        .image("app/target/docker-strategy/image.tar")
                        .layerNamesAboveBase())
                .isEqualTo(LAYERS);
    }

    @Test
    void buildsSeveralImagesOfAReactor() {
        Workspace workspace = Workspace.copyOf("multi-module");

        workspace.maven().option("-pl").option("app,worker").succeed("docker-strategy:build");

        for (String module : List.of("app", "worker")) {
            assertThat(workspace
                            .sample()
                            .image(module + "/target/docker-strategy/image.tar")
                            .layerNamesAboveBase())
                    .isEqualTo(LAYERS);
        }
    }

    @Test
    void givesTheSameImageAsTheLifecycle() {
        Workspace byGoal = Workspace.copyOf("multi-module");
        Workspace byLifecycle = Workspace.copyOf("multi-module");

        byGoal.maven().option("-pl").option("app").succeed("docker-strategy:build");
        byLifecycle.maven().succeed("package");

        assertThat(byGoal.read("app/target/docker-strategy/image.digest"))
                .isEqualTo(byLifecycle.read("app/target/docker-strategy/image.digest"));
    }

    @Test
    void startsNoSecondBuildInTheLifecycle() {
        BuildLog log = Workspace.copyOf("multi-module").maven().succeed("package");

        assertThat(log.text().split("Building Greeter Core", -1)).hasSize(2);
    }

    @Test
    void buildsAProjectThatNeverHeardOfIt() {
        Workspace workspace = Workspace.copyOf("any-project");
        String plugin =
                "io.github.dockerstrategy:docker-strategy-maven-plugin:" + Workspace.property("it.plugin.version");

        workspace
                .maven()
                .with("image", "never-heard-of-it:1")
                .with("docker-strategy.from", "jlink")
                .succeed(plugin + ":build");

        assertThat(workspace.sample().image().names()).containsExactly("never-heard-of-it:1");
    }

    @Test
    void planTouchesNothing() {
        Workspace workspace = Workspace.copyOf("http-service");

        BuildLog log = workspace.maven().succeed("docker-strategy:plan");

        log.shows("http-service:1.0.0", "jlink");
        assertThat(workspace.sample().has("target")).isFalse();
    }
}
