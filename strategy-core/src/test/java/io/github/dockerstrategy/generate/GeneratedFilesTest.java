package io.github.dockerstrategy.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Requests;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A golden script for each strategy that has one, by what it builds and where the image goes. */
class GeneratedFilesTest {

    private static final Path EJECTED = Path.of("/projects/shop/src/main/docker");
    private static final List<String> GENERATING = List.of("copy-local", "multi-stage", "builder-pattern");

    @TempDir
    Path scratch;

    @TestFactory
    Stream<DynamicTest> scriptsOfAModuleThatMavenBuilds() {
        return scripts("maven-daemon", Requests.notBuilt(Output.DAEMON));
    }

    @TestFactory
    Stream<DynamicTest> scriptsOfWhatCommandsMake() {
        return scripts(
                "commands-registry",
                Requests.commands(Output.REGISTRY, "go test ./...  # all", "go build -o 'out/app' ./cmd"));
    }

    private Stream<DynamicTest> scripts(String name, BuildRequest request) {
        return GENERATING.stream()
                .map(strategy -> DynamicTest.dynamicTest(strategy + ", " + name, () -> {
                    String script = script(strategy, request);
                    Golden.assertMatches("generate/" + strategy + "/" + name + ".sh", script);
                    assertShellReads(script);
                }));
    }

    @Test
    void everythingThatDockerIsToldStandsInTheScript() throws Exception {
        DockerOptions docker = new DockerOptions(
                "podman",
                Map.of("DOCKER_HOST", "ssh://build box", "REGISTRY_TOKEN", "hush"),
                Map.of("GREETING", "it's $5", "NPM_TOKEN", "hush"),
                List.of("registry.example.com/cache"),
                List.of("type=inline"),
                Optional.of("host"),
                Optional.of("big"),
                List.of("default"),
                List.of("--pull"),
                Plans.NO_DOCKER_OPTIONS.own());
        String script = script("multi-stage", Requests.of(docker));

        Golden.assertMatches("generate/multi-stage/docker-options.sh", script);
        assertThat(script).doesNotContain("hush");
        assertShellReads(script);
    }

    @Test
    void secretsAreNamedByTheirFilesAndNeverRead() {
        Builder builder = new Builder(
                "maven:3",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Builder.DependencyCache.LAYER,
                Map.of(Builder.SETTINGS, Path.of(System.getProperty("user.home"), ".m2", "settings.xml")));

        assertThat(script("multi-stage", Requests.of(builder)))
                .contains("--secret id=settings.xml,src=\"$HOME\"/.m2/settings.xml")
                .contains("export DOCKER_BUILDKIT=1");
    }

    @Test
    void eachDockerfileHasAFileThatKeepsEverythingElseOut() {
        Function<String, Iterable<String>> names = strategy ->
                files(strategy, Requests.notBuilt(Output.DAEMON)).texts().keySet();

        assertThat(names.apply("multi-stage")).containsExactly("Dockerfile", "Dockerfile.dockerignore", "build.sh");
        assertThat(names.apply("builder-pattern"))
                .containsExactly(
                        "Dockerfile",
                        "Dockerfile.build",
                        "Dockerfile.build.dockerignore",
                        "Dockerfile.dockerignore",
                        "build.sh");
    }

    @Test
    void theSamePlanGivesTheSameText() {
        for (String strategy : GENERATING) {
            assertThat(files(strategy, Requests.notBuilt(Output.TAR)))
                    .isEqualTo(files(strategy, Requests.notBuilt(Output.TAR)));
        }
    }

    @Test
    void aStrategyWithoutAGeneratedDockerfileHasNothingToGenerate() {
        for (String strategy : List.of("jib", "builder-jib", "dockerfile")) {
            assertThatThrownBy(() -> files(strategy, Requests.built(Output.TAR)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("The strategy '" + strategy + "'")
                    .hasMessageContaining("choose one of copy-local, multi-stage, builder-pattern");
        }
    }

    private static String script(String strategy, BuildRequest request) {
        return Objects.requireNonNull(files(strategy, request).texts().get("build.sh"));
    }

    private static GeneratedFiles files(String strategy, BuildRequest request) {
        return GeneratedFiles.of(Strategies.builtIn().named(strategy).plan(request), request, EJECTED);
    }

    /** A POSIX shell reads it to the end without running anything. */
    private void assertShellReads(String script) throws Exception {
        Path file = Files.createTempFile(scratch, "build", ".sh");
        Files.writeString(file, script);
        ProcessResult outcome =
                new HostPrograms().run(Command.of(scratch, List.of("sh", "-n", file.toString())), line -> {});
        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
    }
}
