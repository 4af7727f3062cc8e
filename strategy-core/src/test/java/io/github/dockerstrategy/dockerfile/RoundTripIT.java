package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has real builders read what {@link QuotingTest} checks by the book. */
class RoundTripIT {

    private static final int VALUES = 300;

    @TempDir
    private Path folder;

    @Test
    void throughTheLegacyBuilder() throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        check(environment.value("docker.cli"), environment.engine(), "0");
    }

    @Test
    void throughBuildKit() throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        check(environment.value("docker.cli"), environment.engine(), "1");
    }

    @Test
    void throughTheLegacyBuilderOfANewCli() throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        check(environment.value("docker.cli.legacy28"), environment.engine(), "0");
    }

    @Test
    void throughBuildx() throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        assumeThat(environment.find("docker.config.buildx")).as("buildx").isPresent();
        Map<String, String> engine = new LinkedHashMap<>(environment.engine());
        engine.put("DOCKER_CONFIG", environment.value("docker.config.buildx"));
        check(environment.value("docker.cli.legacy28"), engine, "1");
    }

    @Test
    void throughBuildah() throws Exception {
        TestEnvironment environment = TestEnvironment.get();
        assumeThat(environment.find("podman.cli")).as("podman").isPresent();
        check(environment.value("podman.cli"), Map.of(), "");
    }

    private void check(String cli, Map<String, String> engine, String buildKit) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> all = OddValues.of(VALUES);
        for (int i = 0; i < all.size(); i++) {
            values.put("V" + i, all.get(i));
        }
        Dockerfile file = Dockerfile.of(Stage.from("scratch")
                .with(
                        new Env(values),
                        new Label(values),
                        Workdir.of("/a b/$c \"d\" 'e'"),
                        Volume.of("/v \"w\" $x 'y'"),
                        new Entrypoint(all)));
        Files.writeString(folder.resolve("Dockerfile"), file.text());
        Map<String, String> environment = new LinkedHashMap<>(engine);
        environment.put("DOCKER_BUILDKIT", buildKit);
        run(environment, cli, "build", "--iidfile", "id", ".");
        String id = Files.readString(folder.resolve("id"));
        try {
            assertConfig(
                    new ObjectMapper()
                            .readTree(run(environment, cli, "image", "inspect", id)
                                    .text())
                            .at("/0/Config"),
                    values);
        } finally {
            run(environment, cli, "image", "rm", id);
        }
    }

    private static void assertConfig(JsonNode config, Map<String, String> values) {
        Map<String, String> read = new LinkedHashMap<>();
        config.get("Env").forEach(variable -> {
            String text = variable.textValue();
            read.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
        });
        assertThat(read).containsAllEntriesOf(values);
        values.forEach((key, value) ->
                assertThat(config.get("Labels").get(key).textValue()).isEqualTo(value));
        assertThat(config.get("Entrypoint")).extracting(JsonNode::textValue).containsExactlyElementsOf(values.values());
        assertThat(config.get("WorkingDir").textValue()).isEqualTo("/a b/$c \"d\" 'e'");
        assertThat(config.get("Volumes").has("/v \"w\" $x 'y'")).isTrue();
    }

    private ProcessResult run(Map<String, String> environment, String... argv) throws Exception {
        ProcessResult outcome =
                new HostPrograms().run(Command.of(folder, List.of(argv)).withEnvironment(environment));
        assertThat(outcome.exitCode())
                .as(() -> String.join("\n", outcome.lastLines(20)))
                .isZero();
        return outcome;
    }
}
