package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The goals that write Dockerfiles for reading and keeping; what they write is built by plain docker commands. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class GenerateIT {

    private static final List<String> STRATEGIES = List.of("copy-local", "multi-stage", "builder-pattern");

    private static final String PLUGIN = "docker-strategy-maven-plugin</artifactId>";

    private final TestEnv env = TestEnv.current();
    private final Engine engine = new Engine(env);

    /** Every command line there is, by what its builder is called, and how it is chosen. */
    static Stream<Arguments> frontEnds() {
        TestEnv env = TestEnv.current();
        Map<String, Map<String, String>> frontEnds = new LinkedHashMap<>();
        frontEnds.put("legacy builder", Map.of("DOCKER", env.dockerCli(), "DOCKER_BUILDKIT", "0"));
        frontEnds.put("BuildKit in the CLI", Map.of("DOCKER", env.dockerCli(), "DOCKER_BUILDKIT", "1"));
        frontEnds.put("buildx", Map.of("DOCKER", env.newerDockerCli(), "DOCKER_CONFIG", env.dockerConfigWithBuildx()));
        frontEnds.put("podman", Map.of("DOCKER", env.podman(), "DOCKER_HOST", ""));
        return STRATEGIES.stream()
                .flatMap(strategy -> frontEnds.entrySet().stream()
                        .map(frontEnd -> Arguments.of(strategy, frontEnd.getKey(), frontEnd.getValue())));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("frontEnds")
    void theScriptBuildsTheImageThatThePluginBuilds(String strategy, String builder, Map<String, String> frontEnd) {
        String name = "docker-strategy-it/generated:" + strategy;
        Workspace workspace = shell(name, strategy);
        workspace
                .maven()
                .with("docker-strategy.container.environment", "TYPED=with generate")
                .succeed("docker-strategy:generate");

        script(workspace, "target/docker-strategy/docker/build.sh", frontEnd).orFail("build.sh");

        Cli cli = new Cli(frontEnd);
        try {
            assertThat(cli.run("run", "--rm", name).orFail("docker run")).contains("<a href=\"about.html\">about</a>");
            assertThat(cli.run("run", "--rm", "--entrypoint", "stat", name, "-c", "%a %u:%g", "/srv/site/index.html")
                            .orFail("stat"))
                    .contains("644 0:0");
            assertThat(cli.run("image", "inspect", "--format", "{{.Config.User}}", name)
                            .orFail("inspect"))
                    .contains("65532:65532");
            assertThat(cli.run("image", "inspect", "--format", "{{.Config.Env}}", name)
                            .orFail("inspect"))
                    .contains("TYPED=with generate");
        } finally {
            cli.run("rmi", "--force", name);
        }
        assertThat(cli.run("images", "--quiet", "docker-strategy-builder-*").output())
                .isBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "builder-pattern"})
    void theScriptBuildsAModuleOfAReactorFromACleanCheckout(String strategy) throws Exception {
        String name = "docker-strategy-it/generated-reactor:" + strategy;
        Workspace workspace = Workspace.copyOf("multi-module")
                .edit("app/pom.xml", pom -> configured(pom, name, strategy, "src/main/docker"));

        workspace.maven().option("-pl").option("app").succeed("docker-strategy:generate");
        assertThat(workspace.sample().has("app/target")).isFalse();

        script(workspace, "app/src/main/docker/build.sh", Map.of("DOCKER", env.dockerCli(), "DOCKER_BUILDKIT", "1"))
                .orFail("build.sh");
        engine.withImage(
                name,
                image -> image.serve(
                        8080,
                        server -> assertThat(server.get("/grace+hopper")).isEqualTo("How do you do, Grace Hopper?")));
    }

    @Test
    void keptFilesAreCheckedAgainstThePom() {
        Workspace workspace = shell("registry.example.com/kept:1", "multi-stage")
                .edit("pom.xml", pom -> pom.replace("<strategy>", "<eject>docker</eject>\n<strategy>"));
        workspace.maven().succeed("docker-strategy:generate");
        String dockerfile = workspace.read("docker/Dockerfile");
        assertThat(workspace.sample().has("target")).isFalse();
        assertThat(workspace.read("docker/build.sh"))
                .doesNotContain(workspace.folder().toString())
                .doesNotContain(System.getProperty("user.home"));

        workspace.maven().succeed("docker-strategy:check").shows("match the configuration");
        workspace
                .maven()
                .with("revision", "another")
                .succeed("docker-strategy:check")
                .shows("match the configuration");

        workspace.edit("pom.xml", pom -> pom.replace("65532:65532", "1000:1000"));
        workspace
                .maven()
                .fail("docker-strategy:check")
                .shows(
                        "Dockerfile differs in line",
                        "USER 65532:65532",
                        "USER 1000:1000",
                        "mvn docker-strategy:generate -Ddocker-strategy.strategy=multi-stage -Ddocker-strategy.eject=docker");
        assertThat(workspace.read("docker/Dockerfile")).isEqualTo(dockerfile);

        workspace.maven().with("docker-strategy.eject", "docker").succeed("docker-strategy:generate");
        workspace.maven().succeed("docker-strategy:check").shows("match the configuration");
        assertThat(workspace.read("docker/Dockerfile")).isNotEqualTo(dockerfile).contains("USER 1000:1000");
    }

    @Test
    void aDockerfileOfTheUsersOwnIsNeverReplaced() {
        Workspace workspace = shell("mine:1", "multi-stage").write("docker/Dockerfile", "FROM mine\n");

        workspace
                .maven()
                .with("docker-strategy.eject", "docker")
                .fail("docker-strategy:generate")
                .shows("was not generated and would be overwritten", "docker/Dockerfile");

        assertThat(workspace.read("docker/Dockerfile")).isEqualTo("FROM mine\n");
        assertThat(workspace.sample().has("docker/build.sh")).isFalse();
    }

    @Test
    void aStrategyWithoutADockerfileHasNothingToGenerate() {
        Workspace workspace = shell("nothing:1", "jib");

        workspace
                .maven()
                .fail("docker-strategy:generate")
                .shows("The strategy 'jib' builds its image without a generated Dockerfile", "copy-local, multi-stage");
        assertThat(workspace.sample().has("target")).isFalse();
    }

    private static Workspace shell(String name, String strategy) {
        return Workspace.copyOf("builder-shell").edit("pom.xml", pom -> configured(pom, name, strategy, ""));
    }

    /** A POM that says all by itself, as the script's Maven has no properties of ours. */
    private static String configured(String pom, String name, String strategy, String eject) {
        String configuration = "<image>" + name + "</image><strategy>" + strategy + "</strategy>"
                + (strategy.equals("jib") ? "" : "<output>daemon</output>")
                + (eject.isEmpty()
                        ? ""
                        : "<eject>" + eject + "</eject><from>${it.base.jre}</from><builder><from>"
                                + TestEnv.current().registry() + "/base/jdk-maven:17</from></builder>");
        return pom.contains("<image>")
                ? pom.replaceFirst("<image>[^<]*</image>", Matcher.quoteReplacement(configuration))
                : pom.replace(PLUGIN, PLUGIN + "<configuration>" + configuration + "</configuration>");
    }

    /** The script finds Maven on the PATH, and Maven what it needs for these tests in its usual variable. */
    private static ProcessResult script(Workspace workspace, String script, Map<String, String> frontEnd) {
        MavenRun maven = workspace.maven();
        Map<String, String> environment = new LinkedHashMap<>(maven.environment());
        environment.put("MAVEN_ARGS", String.join(" ", maven.options()));
        environment.put("JAVA_HOME", maven.jdk().toString());
        environment.put("PATH", Path.of(maven.maven().executable()).getParent() + ":" + System.getenv("PATH"));
        environment.putAll(frontEnd);
        return ProcessResult.program(List.of("sh", workspace.path(script).toString()), Path.of("/"), environment);
    }

    /** A docker command line, against the engine that the script has used. */
    private record Cli(Map<String, String> frontEnd) {
        ProcessResult run(String... arguments) {
            Map<String, String> environment =
                    new LinkedHashMap<>(Map.of("DOCKER_HOST", TestEnv.current().dockerHost()));
            environment.putAll(frontEnd);
            List<String> command = new ArrayList<>(List.of(Objects.requireNonNull(frontEnd.get("DOCKER"))));
            command.addAll(List.of(arguments));
            return ProcessResult.program(command, Path.of("").toAbsolutePath(), environment);
        }
    }
}
