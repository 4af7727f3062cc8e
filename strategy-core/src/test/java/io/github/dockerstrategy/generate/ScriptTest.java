package io.github.dockerstrategy.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.engine.docker.EngineCommands;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Requests;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The script is run, with programs that only note what they are told: it tells docker what the engine tells it. */
class ScriptTest {

    private static final DockerOptions NONE = Plans.NO_DOCKER_OPTIONS;
    private static final Map<String, String> ARGUMENTS = Map.of("GREETING", "it's $5", "NPM_TOKEN", "hush");
    private static final List<String> FROM = List.of("registry.example.com/cache");
    private static final List<String> TO = List.of("type=inline");
    private static final List<String> SSH = List.of("default");
    private static final List<String> MORE = List.of("--add-host", "a b:1.2.3.4");

    @TempDir
    Path root;

    /** Each option by itself, and all of them, for every strategy and output. */
    static Stream<Arguments> builds() {
        List<DockerOptions> options = List.of(
                NONE,
                options(ARGUMENTS, List.of(), List.of(), "", "", List.of(), List.of()),
                options(Map.of(), FROM, List.of(), "", "", List.of(), List.of()),
                options(Map.of(), List.of(), TO, "", "", List.of(), List.of()),
                options(Map.of(), List.of(), List.of(), "host", "", List.of(), List.of()),
                options(Map.of(), List.of(), List.of(), "", "big one", List.of(), List.of()),
                options(Map.of(), List.of(), List.of(), "", "", SSH, List.of()),
                options(Map.of(), List.of(), List.of(), "", "", List.of(), MORE),
                options(ARGUMENTS, FROM, TO, "host", "big one", SSH, MORE));
        return Stream.of("copy-local", "multi-stage", "builder-pattern")
                .flatMap(strategy -> Stream.of(Output.values())
                        .flatMap(output -> options.stream().map(one -> Arguments.of(strategy, output, one))));
    }

    @BeforeEach
    void programs() throws Exception {
        Files.createDirectories(root.resolve("shop"));
        Files.writeString(root.resolve("mvnw"), "printf '%s\\n' \"$@\" >>'" + root.resolve("maven") + "'\n");
        Path docker = Files.writeString(root.resolve("docker"), """
                #!/bin/sh
                case "$1 $2" in
                  "build --help") exit 0 ;;
                  "image inspect") echo linux/amd64; exit 0 ;;
                  "create "*) echo 0123456789ab; exit 0 ;;
                esac
                { printf '%s\\n' "$@"; echo .; } >>'ROOT/docker.log'
                """.replace("ROOT", root.toString()));
        assertThat(docker.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest(name = "{0} to {1}, {2}")
    @MethodSource("builds")
    void tellsDockerWhatTheEngineTellsIt(String strategy, Output output, DockerOptions docker) throws Exception {
        BuildRequest request = request(docker, output, UserProperties.NONE);

        ProcessResult outcome = run(strategy, request);

        assertThat(outcome.exitCode()).as(outcome.text()).isZero();
        List<List<String>> told = told();
        assertThat(told)
                .isEqualTo(new EngineCommands(request, told.stream().anyMatch(one -> one.contains("buildx")))
                        .of(Strategies.builtIn().named(strategy).plan(request)));
    }

    @Test
    void aValueThatWasTypedIsNotInItAndHasToBeTypedAgain() throws Exception {
        BuildRequest request = request(NONE, Output.DAEMON, Plans.TYPED);
        String text = text("multi-stage", request);
        assertThat(text).doesNotContain("hunter2");

        ProcessResult without = run("multi-stage", request, "-Dpwd=hunter2");
        assertThat(without.exitCode()).isEqualTo(2);
        assertThat(without.text() + without.errors()).contains("needs -Drepo.url=");
        assertThat(root.resolve("maven")).doesNotExist();

        ProcessResult with = run("multi-stage", request, "-Dpwd=hunter2", "-Drepo.url=https://ci:hunter2@example.com/");
        assertThat(with.exitCode()).as(with.text()).isZero();
        assertThat(Files.readAllLines(root.resolve("maven")))
                .contains(
                        "-Dpwd=hunter2",
                        "-Drepo.url=https://ci:hunter2@example.com/",
                        "-Dmaven.test.skip=true",
                        "-Ddocker-strategy.container.jvmFlags=-Xmx1g,-Da=b c",
                        "-Ddocker-strategy.builder.from=maven:3");
    }

    @Test
    void argumentsThatItWouldNotUseAreRefused() throws Exception {
        ProcessResult outcome = run("multi-stage", request(NONE, Output.DAEMON, UserProperties.NONE), "-Drevision=5");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(root.resolve("docker.log")).doesNotExist();
    }

    private static DockerOptions options(
            Map<String, String> arguments,
            List<String> from,
            List<String> to,
            String network,
            String builder,
            List<String> ssh,
            List<String> more) {
        return new DockerOptions(
                "docker",
                Map.of(),
                arguments,
                from,
                to,
                Optional.of(network).filter(text -> !text.isEmpty()),
                Optional.of(builder).filter(text -> !text.isEmpty()),
                ssh,
                more,
                NONE.own());
    }

    private BuildRequest request(DockerOptions docker, Output output, UserProperties properties) {
        return Requests.in(
                root, Requests.of(docker, output, Requests.notBuilt(output).image()), properties);
    }

    private static String text(String strategy, BuildRequest request) {
        return String.valueOf(
                GeneratedFiles.of(Strategies.builtIn().named(strategy).plan(request), request, request.dockerFolder())
                        .texts()
                        .get("build.sh"));
    }

    private ProcessResult run(String strategy, BuildRequest request, String... arguments) throws Exception {
        Files.createDirectories(request.dockerFolder());
        Path script = request.dockerFolder().resolve("build.sh");
        Files.writeString(script, text(strategy, request));
        List<String> argv = new ArrayList<>(List.of("sh", script.toString()));
        argv.addAll(List.of(arguments));
        return new HostPrograms()
                .run(
                        Command.of(root, argv)
                                .withEnvironment(
                                        Map.of("DOCKER", root.resolve("docker").toString(), "NPM_TOKEN", "hush")),
                        line -> {});
    }

    /** The builds, with paths as the engine has them. */
    private List<List<String>> told() throws Exception {
        List<List<String>> told = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve("docker.log"))) {
            if (line.equals(".")) {
                if (words.contains("build")) {
                    told.add(EngineCommands.shared(words));
                }
                words.clear();
            } else {
                words.add(line.replaceFirst("^((type=oci,dest=)?)target/", "$1" + root.resolve("shop") + "/target/"));
            }
        }
        return told;
    }
}
