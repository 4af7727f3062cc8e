package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing has changed, or only a class, a build is over before large libraries are loaded. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class UnchangedIT {

    private static final String SOURCE = "src/main/java/io/github/dockerstrategy/samples/http/Greeting.java";

    @ParameterizedTest
    @ValueSource(strings = {"registry", "daemon"})
    void loadsNothingOfJibAndNoJsonLibrary(String output) {
        String image = TestEnv.current().registry() + "/it/unchanged:" + output;
        Workspace workspace = Workspace.copyOf("http-service");
        MavenRun run = build(workspace, output, image);
        run.succeed("package").hides("Up to date");
        String first = workspace.read("target/docker-strategy/image.id");

        run.environment("MAVEN_OPTS", "-Xlog:class+load:file=" + workspace.path("loaded.txt"))
                .succeed("package")
                .shows("Up to date");

        if (output.equals("daemon")) {
            new Engine(TestEnv.current()).docker("rmi", "--force", image);
        }
        assertThat(workspace.read("target/docker-strategy/image.id")).isEqualTo(first);
        List<String> loaded = loaded(workspace);
        assertThat(loaded).as("our own").anyMatch(line -> line.contains("io.github.dockerstrategy.engine.BuildRun"));
        if (output.equals("registry")) {
            assertThat(loaded.stream().filter(line -> line.contains(".engine.docker.")))
                    .isEmpty();
        }
        assertThat(loaded.stream().filter(line -> line.contains(".BundledPlugin") || line.contains(".MavenScript")))
                .as("how a child Maven would build the module")
                .isEmpty();
        assertThat(loaded.stream().filter(line -> line.contains(" com.google.cloud.tools.jib.")))
                .isEmpty();
        assertThat(loaded.stream().filter(line -> line.contains(" com.fasterxml.jackson.")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "daemon"})
    void aChangedSourceLoadsLittleMore(String output) {
        String image = TestEnv.current().registry() + "/it/changed:" + output;
        Workspace workspace = Workspace.copyOf("http-service");
        MavenRun run = build(workspace, output, image);
        run.succeed("package");
        String first = workspace.read("target/docker-strategy/image.id");
        workspace.edit(SOURCE, text -> text + "\n/** Another class. */\nfinal class Another {}\n");

        run.environment("MAVEN_OPTS", "-Xlog:class+load:file=" + workspace.path("loaded.txt"))
                .succeed("package")
                .hides("Up to date");

        if (output.equals("daemon")) {
            new Engine(TestEnv.current()).docker("rmi", "--force", image);
        }
        assertThat(workspace.read("target/docker-strategy/image.id")).isNotEqualTo(first);
        List<String> loaded = loaded(workspace);
        assertThat(loaded).anyMatch(line -> line.contains("io.github.dockerstrategy.oci.Manifest "));
        assertThat(loaded.stream()
                        .filter(line -> line.contains("docker-strategy-maven-plugin"))
                        .filter(line -> line.contains(" com.google.cloud.tools.jib.builder.")
                                || line.contains(" com.google.cloud.tools.jib.registry.RegistryClient")
                                || line.contains(" com.fasterxml.jackson.databind.")
                                || line.contains(" org.apache.http.")))
                .isEmpty();
    }

    private static MavenRun build(Workspace workspace, String output, String image) {
        return workspace
                .maven()
                .with("docker-strategy.from", TestEnv.current().registry() + "/base/jre:17")
                .with("docker-strategy.docker.executable", TestEnv.current().dockerCli())
                .with("docker-strategy.output", output)
                .with("image", image);
    }

    private static List<String> loaded(Workspace workspace) {
        return workspace.read("loaded.txt").lines().toList();
    }
}
