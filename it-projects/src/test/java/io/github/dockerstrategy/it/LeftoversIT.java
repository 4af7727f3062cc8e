package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing stays of a build but its result: no container, no nameless image, no file outside target, no process. */
@ExtendWith(CleanupExtension.class)
class LeftoversIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String NOBODY = "127.0.0.1:1/it/nobody:1";
    private static final List<String> STRATEGIES =
            List.of("copy-local", "multi-stage", "builder-pattern", "builder-jib");

    private static final List<FrontEnd> USED = List.of(FrontEnd.BUILDX_26, FrontEnd.BUILDKIT_20, FrontEnd.PODMAN);
    private static final Map<FrontEnd, List<String>> BEFORE = new EnumMap<>(FrontEnd.class);

    /** No two tests have commands that look alike. */
    private static final AtomicInteger PAUSE = new AtomicInteger(86_000);

    private final String pause = "sleep " + PAUSE.getAndIncrement();
    private final String run = UUID.randomUUID().toString();
    private final String name = "docker-strategy-it/" + run + ":1";

    /** How a build ends. */
    enum End {
        SUCCESS,
        FAILING_COMMAND,
        MISSING_ARTIFACT,
        FAILING_IMAGE,
        FAILING_PUSH,
        SIGTERM;

        String change(String pom, String pause) {
            return switch (this) {
                case SUCCESS, FAILING_PUSH -> pom;
                case FAILING_COMMAND -> pom.replace("</commands>", "<command>exit 7</command></commands>");
                case MISSING_ARTIFACT -> pom.replace("<artifact>target/site", "<artifact>target/nowhere");
                case FAILING_IMAGE -> pom.replace("<container>", "<run><run>exit 9</run></run><container>");
                case SIGTERM ->
                    pom.replace("</commands>", "<command>echo got-to-$((40+2)); " + pause + "</command></commands>");
            };
        }
    }

    static Stream<Arguments> builds() {
        Stream<Arguments> buildx = STRATEGIES.stream()
                .flatMap(strategy -> Stream.of(End.values())
                        // builder-jib runs nothing in the image
                        .filter(end -> end != End.FAILING_IMAGE || !strategy.equals("builder-jib"))
                        .map(end -> Arguments.of(FrontEnd.BUILDX_26, strategy, end)));
        Stream<Arguments> others = Stream.of(FrontEnd.BUILDKIT_20, FrontEnd.PODMAN)
                .flatMap(frontEnd -> Stream.of(End.FAILING_COMMAND, End.SIGTERM)
                        .map(end -> Arguments.of(frontEnd, "builder-pattern", end)));
        return Stream.concat(buildx, others);
    }

    @BeforeAll
    static void look() throws IOException {
        for (FrontEnd frontEnd : USED) {
            BEFORE.put(frontEnd, state(frontEnd.engine()));
        }
    }

    /** The builds run side by side, so the engines are looked at when all of them are over. */
    @AfterAll
    static void nothingIsLeftInTheEngines() throws IOException {
        for (FrontEnd frontEnd : USED) {
            assertThat(state(frontEnd.engine())).as(frontEnd.name()).isEqualTo(BEFORE.get(frontEnd));
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("builds")
    void leavesNothing(FrontEnd frontEnd, String strategy, End end) throws Exception {
        Engine engine = frontEnd.engine();
        Workspace workspace = Workspace.copyOf("builder-shell").edit("pom.xml", pom -> end.change(pom, pause) + "\n");
        Path temporary = Files.createDirectory(workspace.folder().resolveSibling("tmp"));
        workspace.write(".gitignore", "target/\n");
        workspace.git("init", "--quiet");
        workspace.git("add", "--all");
        workspace.git("commit", "--quiet", "--message", "as it was");

        build(frontEnd, strategy, end, workspace.maven(), temporary);

        if (end != End.SUCCESS) {
            workspace.sample().leftNothing();
        }
        engine.docker("rmi", "--force", name, NOBODY);
        assertThat(workspace.git("status", "--porcelain")).isEmpty();
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files.map(Path::getFileName).map(Path::toString).filter(file -> !file.startsWith("hsperfdata")))
                    .isEmpty();
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(pause))
                        .toList())
                .isEmpty();
    }

    private void build(FrontEnd frontEnd, String strategy, End end, MavenRun maven, Path temporary) {
        MavenRun run = frontEnd.on(maven)
                .environment("TMPDIR", temporary.toString())
                .environment("MAVEN_OPTS", "-Djava.io.tmpdir=" + temporary)
                .with("it.base.jre", ENV.registry() + "/base/debian:12")
                .with("docker-strategy.strategy", strategy)
                .with("docker-strategy.output", end == End.FAILING_PUSH ? "registry" : "daemon")
                .with("image", end == End.FAILING_PUSH ? NOBODY : name);
        switch (end) {
            case SUCCESS -> run.succeed("docker-strategy:build");
            case SIGTERM -> run.terminatedAt("got-to-42", "docker-strategy:build");
            default -> run.fail("docker-strategy:build");
        }
    }

    /** Containers, and images without a name. */
    private static List<String> state(Engine engine) throws IOException {
        TreeSet<String> state = new TreeSet<>();
        String containers =
                engine.docker("ps", "--all", "--quiet", "--no-trunc").orFail("docker ps");
        containers.lines().forEach(id -> state.add("container " + id));
        String images = engine.docker("images", "--quiet", "--no-trunc", "--filter", "dangling=true")
                .orFail("docker images");
        images.lines().forEach(id -> state.add("image " + id));
        return List.copyOf(state);
    }
}
