package io.github.dockerstrategy.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.AssemblyFixture;
import io.github.dockerstrategy.engine.assembly.AssemblySettings;
import io.github.dockerstrategy.engine.assembly.FakeRegistry;
import io.github.dockerstrategy.engine.docker.Said;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.log.LogSink;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.process.ScriptedPrograms;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Plans;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All that a person reads of a build, with and without a terminal. */
class BuildOutputTest {

    /** Large enough to be sent in several parts. */
    private static final String RANDOM = new Random(1)
            .ints(300_000, 'a', 'z')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    private static final Programs NOTHING = new ScriptedPrograms();

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void startRegistry() throws Exception {
        registry = new FakeRegistry();
        registry.put("base", "17", "17.0.15");
    }

    @AfterEach
    void stopRegistry() throws Exception {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void archiveOfJib(boolean terminal) {
        build("jib", request(Output.TAR, onBase("shop:1")), NOTHING, terminal);
        assertMatches("jib-tar", terminal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void imageThatIsUpToDate(boolean terminal) {
        BuildRequest request = request(Output.REGISTRY, onBase(registry.host() + "/shop:1"));
        build("jib", request, NOTHING, terminal);
        written.reset();
        build("jib", request, NOTHING, terminal);
        assertMatches("up-to-date", terminal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pushThatIsRetried(boolean terminal) {
        registry.withFaults(1, "POST /v2/shop/blobs/uploads/");
        build("jib", request(Output.REGISTRY, onBase(registry.host() + "/shop:1")), NOTHING, terminal);
        assertMatches("push", terminal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void imageOfDocker(boolean terminal) throws Exception {
        new Folder(folder).file("main.go");
        new Folder(folder).file("secret.txt");
        new Folder(folder).file(".dockerignore", "secret.txt\n");
        ScriptedPrograms docker = Said.buildKit()
                .on("docker build --file")
                .prints("#5 [build 2/4] RUN go build")
                .complains("#5 \u001b[32mok\u001b[0m https://ci:hunter2@example.com/module")
                .does(BuildOutputTest::writeId)
                .on("docker image inspect shop:1")
                .prints(Said.text("inspect-docker.json"));
        build("multi-stage", request(Output.DAEMON, onBase("shop:1")), docker, terminal);
        assertMatches("multi-stage", terminal);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void buildThatFails(boolean terminal) throws Exception {
        new Folder(folder).file("main.go");
        ScriptedPrograms docker = Said.buildKit()
                .on("docker build --file")
                .prints("#5 [build 2/4] RUN go build")
                .complains("ERROR: main.go:3: undefined: x")
                .exits(1);
        BuildRequest request = request(Output.DAEMON, onBase("shop:1"));
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        assertThatThrownBy(() -> build("multi-stage", request, docker, terminal))
                .isInstanceOf(ProblemException.class)
                .satisfies(failure -> out.print("ERROR " + failure.getMessage() + "\n"));
        assertMatches("failure", terminal);
    }

    private static void writeId(Command command) throws IOException {
        List<String> words = command.argv();
        int flag = words.indexOf("--iidfile");
        Files.writeString(Path.of(words.get(flag + 1)), "sha256:" + "0123456789abcdef".repeat(4));
    }

    private ImageSpec onBase(String name) {
        ImageReference base = ImageReference.parse(registry.host() + "/base:17", "from");
        return Images.full(name).withBase(new BaseReference.Registry(base));
    }

    private BuildRequest request(Output output, ImageSpec image) {
        Path target = folder.resolve("target");
        Builder commands = Plans.builder(List.of("go build"), folder.resolve("out"), new ContainerPath("/srv/app"));
        return new BuildRequest(
                new ProjectFacts(
                        new Coordinates("com.example", "shop", "1"),
                        "jar",
                        folder,
                        target,
                        17,
                        true,
                        () -> Command.of(folder, List.of("mvn", "package")),
                        () -> Plans.maven(folder)),
                output == Output.DAEMON ? commands : Plans.MAVEN,
                output == Output.DAEMON ? ApplicationKind.ARTIFACT : ApplicationKind.EXPLODED,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                image,
                Destination.below(target, output),
                Plans.NO_DOCKER_OPTIONS,
                target,
                Images.MODIFIED);
    }

    private void build(String strategy, BuildRequest request, Programs programs, boolean terminal) {
        BuildLog log =
                new ConsoleBuildLog(new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), terminal));
        AssemblySettings settings = new AssemblySettings(
                AssemblyFixture.NO_LOGINS,
                folder.resolve("cache"),
                Long.MAX_VALUE,
                false,
                false,
                "1.2.3",
                "docker",
                Map.of());
        new BuildRun(request, programs, new LaidOut(), new AssemblyEngine(settings, log), log)
                .execute(Strategies.builtIn().named(strategy).plan(request));
    }

    /**
     * Times, ports and folders differ from run to run, compressed bytes from JDK to JDK, and parts of a transfer with both. A carriage
     * return would be lost in a checkout.
     */
    private void assertMatches(String name, boolean terminal) {
        String text = written.toString(StandardCharsets.UTF_8)
                .replace(registry.host(), "localhost:5000")
                .replace(folder.toString(), "/project")
                .replaceAll("\\d+\\.\\d s(?=\\R|$)", "0.0 s")
                .replace("\r", "<CR>")
                .replaceAll("(<CR>\\[=* *] \\d+% )(\\w+ )\\([^)]*\\)", "<CR>[bar] $2")
                .replaceAll("(<CR>\\[bar] \\w+ )+", "$1")
                .replaceAll("<CR> +<CR>", "<CR>[blank]<CR>")
                .replaceAll("(?<=sha256:)[0-9a-f]{12}\\b", "DIGEST")
                .replaceAll("[0-9.]+ k?B\\b", "SIZE");
        Golden.assertMatches("log/" + name + (terminal ? "-terminal" : "") + ".txt", text);
    }

    private record Screen(PrintStream out, boolean isTerminal) implements LogSink {
        @Override
        public void info(String line) {
            out.print("INFO  " + line + "\n");
        }

        @Override
        public void warn(String line) {
            out.print("WARN  " + line + "\n");
        }

        @Override
        public void debug(String line) {}

        @Override
        public Optional<PrintStream> terminal() {
            return isTerminal ? Optional.of(out) : Optional.empty();
        }
    }

    private record LaidOut() implements LayoutSource {
        @Override
        public Layout layOut(Optional<Path> artifact) {
            return new Layout(List.of(new Layer(
                    Layer.CLASSES,
                    List.of(Entry.text(new ContainerPath("/app/classes/A.class"), RANDOM, Images.MODIFIED)))));
        }

        @Override
        public Layout layOutExtras() {
            return new Layout(List.of());
        }
    }
}
