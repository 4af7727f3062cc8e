package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All strategies side by side, on a real engine and a real registry; and what is left when something goes wrong. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class CompareIT {

    private static final String GOAL = "io.github.dockerstrategy:docker-strategy-maven-plugin:"
            + Workspace.property("it.plugin.version") + ":compare";
    private static final List<String> SCENARIOS = List.of("first", "again", "code", "dependency");
    private static final List<String> STRATEGIES =
            List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib");
    private static final Pattern FIGURE = Pattern.compile(
            "data-figure=\"(seconds|push)\" data-strategy=\"([^\"]+)\" data-scenario=\"([^\"]+)\" data-value=\"([^\"]+)\">([^<]+)<");

    private final TestEnv env = TestEnv.current();
    private final Engine engine = new Engine(env);
    private final Browser browser = new Browser(env);

    @Test
    void everyStrategyInEveryScenario() throws Exception {
        Workspace workspace = committed("multi-module");
        List<String> before = state();
        String repository = "compare-" + UUID.randomUUID().toString().substring(0, 8);
        try (RegistryGate gate = RegistryGate.before(env.registry())) {
            BuildLog log = run(workspace)
                    .option("-pl")
                    .option("app")
                    .with("docker-strategy.builder.from", env.registry() + "/base/jdk-maven:17")
                    .with("docker-strategy.compare.repository", gate.name() + "/" + repository)
                    .environment("DOCKER_BUILDKIT", "1")
                    .succeed(GOAL);

            log.shows("[20/20] builder-jib, dependency", "Report: ");
            JsonNode report = report(workspace, "app");
            assertThat(texts(report.path("strategies"), "strategy")).isEqualTo(STRATEGIES);
            for (JsonNode strategy : report.path("strategies")) {
                String name = strategy.path("strategy").asText();
                assertThat(strategy.path("failure").isNull()).as(name).isTrue();
                assertThat(texts(strategy.path("scenarios"), "scenario")).isEqualTo(SCENARIOS);
                assertThat(strategy.path("image").path("differences").asInt(-1))
                        .as("differences of " + name + ": "
                                + strategy.path("image").path("differing"))
                        .isZero();
                assertThat(base(strategy))
                        .as("base of " + name)
                        .isEqualTo(base(report.path("strategies").path(0)));
                bytesAreThoseThatTheRegistryHasReceived(strategy, gate);
            }
        }
        Path page = workspace.path("app/target/docker-strategy/compare/compare.html");
        showsTheFiguresOf(page, report(workspace, "app"), STRATEGIES.size() * SCENARIOS.size() * 2);
        browser.fits(page, 360);
        browser.fits(page, 1280);
        leavesOnlyReports(workspace, "app", before);
    }

    @Test
    void aStrategyThatFailsOnTheWayIsShownAsFailedAndTheOthersGoOn() throws Exception {
        Workspace workspace = committed("builder-shell");
        List<String> before = state();
        Path docker = dockerWhoseSecondBuild("echo 'the disk of the engine has gone' >&2; exit 1", workspace);

        BuildLog log = run(workspace)
                .with("docker-strategy.docker.executable", docker.toString())
                .with("docker-strategy.compare.strategies", "jib,copy-local")
                .with("docker-strategy.compare.scenarios", "again")
                .succeed(GOAL);

        JsonNode report = report(workspace, ".");
        JsonNode failed = report.path("strategies").path(1);
        assertThat(failed.path("failure").path("scenario").asText()).isEqualTo("again");
        assertThat(failed.path("failure").path("message").asText()).contains("the disk of the engine has gone");
        assertThat(texts(failed.path("scenarios"), "scenario")).isEqualTo(List.of("first"));
        assertThat(texts(report.path("strategies").path(0).path("scenarios"), "scenario"))
                .isEqualTo(List.of("first", "again"));
        log.shows("copy-local failed (again): ");
        assertThat(showsTheFiguresOf(workspace.path("target/docker-strategy/compare/compare.html"), report, 6))
                .contains("✕ failed", "the disk of the engine has gone");
        leavesOnlyReports(workspace, ".", before);
    }

    @Test
    void withoutDockerWhatNeedsNoneIsMeasuredAndTheRestIsListed() throws Exception {
        Workspace workspace = committed("builder-shell");
        List<String> before = state();

        BuildLog log = run(workspace)
                .environment("DOCKER_HOST", "unix:///no/such/engine.sock")
                .with("docker-strategy.compare.scenarios", "again")
                .succeed(GOAL);

        JsonNode report = report(workspace, ".");
        assertThat(texts(report.path("strategies"), "strategy")).isEqualTo(List.of("jib"));
        assertThat(texts(report.path("leftOut"), "strategy"))
                .isEqualTo(List.of("copy-local", "multi-stage", "builder-pattern", "builder-jib", "dockerfile"));
        assertThat(report.path("leftOut").path(0).path("reason").asText()).contains("no engine answers");
        log.shows("Left out: copy-local, ");
        showsTheFiguresOf(workspace.path("target/docker-strategy/compare/compare.html"), report, 4);
        leavesOnlyReports(workspace, ".", before);
    }

    @Test
    void onAFullDiskWhatWasMeasuredIsReported() throws Exception {
        Workspace workspace = committed("builder-shell");
        List<String> before = state();
        Path disk = Files.createDirectories(workspace.path("target/docker-strategy"));
        ProcessResult.program(
                        List.of("mount", "-t", "tmpfs", "-o", "size=100m", "none", disk.toString()), disk, Map.of())
                .orFail("mount");
        try {
            run(workspace)
                    .with("docker-strategy.compare.strategies", "jib,copy-local")
                    .with("docker-strategy.compare.scenarios", "again")
                    .succeed(GOAL);

            JsonNode report = report(workspace, ".");
            assertThat(texts(report.path("strategies"), "strategy")).isEqualTo(List.of("jib", "copy-local"));
            assertThat(texts(report.path("strategies").path(0).path("scenarios"), "scenario"))
                    .contains("first");
            assertThat(report.path("strategies").findValuesAsText("message"))
                    .anyMatch(message -> message.toLowerCase(Locale.ROOT).contains("no space left on device"));
            leavesOnlyReports(workspace, ".", before);
        } finally {
            ProcessResult.program(List.of("umount", disk.toString()), workspace.folder(), Map.of())
                    .orFail("umount");
        }
    }

    @Test
    void whenItIsToldToEndItReportsWhatItHas() throws Exception {
        Workspace workspace = committed("builder-shell");
        List<String> before = state();

        // Else the build may be over before the signal is there.
        Path docker = dockerWhoseSecondBuild("exec sleep 60", workspace);

        run(workspace)
                .with("docker-strategy.docker.executable", docker.toString())
                .with("docker-strategy.compare.strategies", "jib,copy-local")
                .with("docker-strategy.compare.scenarios", "again")
                .terminatedAt("[4/4] copy-local, again", GOAL);

        JsonNode report = report(workspace, ".");
        assertThat(report.path("stopped").asText()).isEqualTo("it was interrupted");
        assertThat(report.path("strategies").findValues("failure")).allMatch(JsonNode::isNull);
        JsonNode complete = report.path("strategies").path(0);
        assertThat(complete.path("strategy").asText()).isEqualTo("jib");
        assertThat(texts(complete.path("scenarios"), "scenario")).isEqualTo(List.of("first", "again"));
        assertThat(texts(report.path("strategies").path(1).path("scenarios"), "scenario"))
                .isEqualTo(List.of("first"));
        showsTheFiguresOf(workspace.path("target/docker-strategy/compare/compare.html"), report, 6);
        leavesOnlyReports(workspace, ".", before);
    }

    /** A docker that runs {@code commands} in place of the second build. */
    private Path dockerWhoseSecondBuild(String commands, Workspace workspace) throws IOException {
        Path docker = workspace.folder().resolveSibling("docker");
        Files.writeString(docker, """
                #!/bin/sh
                case "$*" in *--help*) ;; build*|*" build "*|*"buildx build"*)
                  echo x >>"$0.builds"
                  [ "$(wc -l <"$0.builds")" -lt 2 ] || { %s; } ;;
                esac
                exec %s "$@"
                """.formatted(commands, env.dockerCli()));
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        return docker;
    }

    private MavenRun run(Workspace workspace) {
        return workspace
                .maven()
                .with("it.base.jre", env.registry() + "/base/" + (isProgram(workspace) ? "debian:12" : "jre:17"))
                .with("docker-strategy.docker.executable", env.dockerCli());
    }

    private static boolean isProgram(Workspace workspace) {
        return workspace.folder().endsWith("builder-shell");
    }

    private static Workspace committed(String sample) {
        Workspace workspace = Workspace.copyOf(sample);
        workspace.write(".gitignore", "target/\n");
        workspace.git("init", "--quiet");
        workspace.git("add", "--all");
        workspace.git("commit", "--quiet", "--message", "as it was");
        return workspace;
    }

    /** The report, which follows its published schema. */
    private static JsonNode report(Workspace workspace, String module) throws IOException {
        JsonNode report = new ObjectMapper()
                .readTree(workspace
                        .path(module + "/target/docker-strategy/compare/compare.json")
                        .toFile());
        Path schema = Path.of(Workspace.property("it.projects")).resolveSibling("docs/compare.schema.json");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Files.readString(schema))
                        .validate(report))
                .isEmpty();
        return report;
    }

    /** How many bytes of files are said to be in the base's layers. */
    private static long base(JsonNode strategy) {
        long bytes = 0;
        for (JsonNode layer : strategy.path("image").path("layers")) {
            bytes += layer.path("ofBase").asBoolean() ? layer.path("unpacked").asLong() : 0;
        }
        assertThat(bytes).isPositive();
        return bytes;
    }

    /** Each strategy against the manifests and the bodies that came in under its tags. */
    private static void bytesAreThoseThatTheRegistryHasReceived(JsonNode strategy, RegistryGate gate) {
        String name = strategy.path("strategy").asText();
        Map<String, Long> there = new HashMap<>();
        for (JsonNode scenario : strategy.path("scenarios")) {
            String word = scenario.path("scenario").asText();
            RegistryGate.Push push = gate.push("compare-[0-9a-f]{8}-[0-9a-f]{8}-" + name + "-1:" + word);
            long lacking = push.blobs().entrySet().stream()
                    .filter(blob -> !there.containsKey(blob.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            there.putAll(push.blobs());
            long said = scenario.path("pushBytes").path("median").asLong();
            assertThat(said).as(name + ", " + word).isEqualTo(lacking);
            // Docker takes what it has pushed there before from the other repository; not the changed class, which is
            // of this copy.
            if (word.equals("code") || name.endsWith("jib") || name.equals("copy-local")) {
                assertThat(push.received()).as(name + ", " + word).isEqualTo(said);
            } else {
                assertThat(push.received()).as(name + ", " + word).isLessThanOrEqualTo(said);
            }
        }
    }

    /** Opens the page, and holds each figure in it against the report. */
    private String showsTheFiguresOf(Path page, JsonNode report, int figures) {
        String shown = browser.open(page);
        Matcher figure = FIGURE.matcher(shown);
        int found = 0;
        while (figure.find()) {
            found++;
            JsonNode measured = find(
                    find(report.path("strategies"), "strategy", figure.group(2)).path("scenarios"),
                    "scenario",
                    figure.group(3));
            boolean isTime = figure.group(1).equals("seconds");
            double value = measured.path(isTime ? "seconds" : "pushBytes")
                    .path("median")
                    .asDouble();
            assertThat(Double.parseDouble(figure.group(4))).as(figure.group()).isEqualTo(value);
            if (isTime && value < 100) {
                assertThat(Double.parseDouble(figure.group(5).replace(" s", "")))
                        .as(figure.group())
                        .isCloseTo(value, org.assertj.core.data.Offset.offset(0.051));
            }
        }
        assertThat(found).as("figures in the page").isEqualTo(figures);
        return shown;
    }

    private static JsonNode find(JsonNode list, String key, String value) {
        for (JsonNode one : list) {
            if (one.path(key).asText().equals(value)) {
                return one;
            }
        }
        throw new AssertionError("no " + key + " " + value + " in " + list);
    }

    private static List<String> texts(JsonNode list, String key) {
        return Stream.iterate(0, i -> i + 1)
                .limit(list.size())
                .map(i -> list.path(i).path(key).asText())
                .toList();
    }

    private void leavesOnlyReports(Workspace workspace, String module, List<String> before) throws IOException {
        assertThat(state()).isEqualTo(before);
        assertThat(workspace.git("status", "--porcelain")).isEmpty();
        try (Stream<Path> files = Files.walk(workspace.folder())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> workspace.folder().relativize(file).toString())
                            .filter(file -> file.contains("target/")))
                    .containsExactlyInAnyOrder(Stream.of("compare.json", "compare.md", "compare.html")
                            .map(file -> Path.of(module, "target/docker-strategy/compare", file)
                                    .normalize()
                                    .toString())
                            .toArray(String[]::new));
        }
    }

    /** All containers and images, with their names. */
    private List<String> state() {
        TreeSet<String> state = new TreeSet<>();
        engine.docker("ps", "--all", "--quiet", "--no-trunc")
                .orFail("docker ps")
                .lines()
                .forEach(id -> state.add("container " + id));
        engine.docker("images", "--all", "--no-trunc", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}")
                .orFail("docker images")
                .lines()
                .forEach(image -> state.add("image " + image));
        return List.copyOf(state);
    }
}
