package io.github.dockerstrategy.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Golden;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConsoleBuildLogTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final MeasuredBuild.Remaining REMAINING = new MeasuredBuild.Remaining(3, Duration.ofSeconds(130));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @TestFactory
    Stream<DynamicTest> everyEventIsWorded() {
        return Arrays.stream(BuildLog.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(event -> DynamicTest.dynamicTest(
                        event.getName(), () -> assertThat(wording(event)).isEqualTo(ConsoleBuildLog.class)));
    }

    private static Class<?> wording(Method event) throws NoSuchMethodException {
        return ConsoleBuildLog.class
                .getMethod(event.getName(), event.getParameterTypes())
                .getDeclaringClass();
    }

    @Test
    void theWordsOfAllEvents() {
        BuildLog log = new ConsoleBuildLog(sink(Optional.empty()));
        log.choseStrategy("copy-local", "docker is there and fast", "engine");
        log.skipped("docker-strategy.skip is set");
        log.runningStep(2, 4, "Assemble shop:1 on scratch");
        log.runningCommand("docker build .");
        log.programOutput("#1 [internal] load build definition");
        log.linkingRuntime(List.of("java.base", "java.logging"));
        log.builtImage(new ImageSummary(
                "shop:1",
                DIGEST,
                42_600_000,
                5,
                Duration.ofMillis(3_440),
                false,
                Optional.of("docker run --rm shop:1")));
        log.builtImage(new ImageSummary(
                "registry.example.com/shop:1", DIGEST, 900, 1, Duration.ofSeconds(61), true, Optional.empty()));
        log.upToDate("registry.example.com/shop:1", DIGEST);
        log.alreadyPushed("registry.example.com/shop:1", DIGEST);
        log.foundCredentials("registry.example.com", "settings.xml");
        log.pulling("eclipse-temurin:17-jre", 5, 90_000_000).accept(1);
        log.pushing(1, 1_200_000).accept(1);
        log.retryingRequest("registry.example.com", 503, Duration.ofSeconds(2), 1, 5);
        log.retryingConnection("registry.example.com", "Connection reset", Duration.ofMillis(500), 2, 5);
        log.retryingDownload(DIGEST, "eclipse-temurin:17-jre", 1, 2);
        log.retryingPush("blob unknown to registry");
        theWordsOfWhatIsLeftOut(log);
        theWordsOfFilesAndComparisons(log);
        Golden.assertMatches("log/events.txt", written.toString(StandardCharsets.UTF_8));
    }

    private static void theWordsOfWhatIsLeftOut(BuildLog log) {
        log.ignoredParameter("jib", "docker.builder", "a builder instance");
        log.strategyNote("The Dockerfile alone describes the image.");
        log.omittedFromContext(List.of("a", "b", "c", "d", "e", "f", "g"));
        log.omittedFromContext(List.of("a", "b"));
        log.omittedProperties(List.of("skipTests", "revision"), "builder.properties");
        log.omittedSecrets(List.of("repo.password"), "mvn package docker-strategy:build");
        log.builderLacks("docker's legacy builder", List.of("build secrets", "annotations"));
        log.builderRunsAllStages("install docker-buildx");
        log.emptyLayer("frameworks");
        log.shellMayBeMissing("/app/start.sh", "scratch");
        log.runtimeNote("x.jar cannot be read, so the modules that it needs are unknown.");
        log.proxyWithoutCredentials("corporate", "bad key");
        log.keptReplacedImage(DIGEST);
        log.cannotShrinkCache(Path.of("/cache"), "Permission denied");
        log.cannotKeepOutput(Path.of("docker.log"), "No space left on device");
    }

    private static void theWordsOfFilesAndComparisons(BuildLog log) {
        log.wroteFiles(Path.of("docker"), List.of("Dockerfile", "build.sh"));
        log.wroteBuildScript(Path.of("docker", "build.sh"));
        log.wroteLayers(Path.of("layers"));
        log.wroteReport(Path.of("compare.html"));
        log.filesMatch(Path.of("docker"));
        log.result(List.of("Plan of the strategy jib", "  1. Lay out the application"));
        log.comparingModules(List.of("app", "worker"));
        log.comparing(List.of("jib", "copy-local"), Path.of("work"));
        log.excludedStrategy("multi-stage", "needs docker, but no engine answers here [no-docker]");
        log.preparing(true);
        log.preparing(false);
        log.preparationFailed("It does not compile.");
        log.measuringBuild(1, 8, new MeasuredBuild("jib", "first", 1, 1));
        log.measuringBuild(2, 8, new MeasuredBuild("jib", "code", 2, 3));
        log.measuredBuild(new MeasuredBuild.Figures(Duration.ofMillis(4_250), 1_200_000, 9, 10), REMAINING);
        log.measuredBuildFailed("It does not compile.", new MeasuredBuild.Remaining(1, Duration.ofSeconds(20)));
        log.measuredBuildSkipped(new MeasuredBuild.Remaining(0, Duration.ZERO));
        log.cannotPull("eclipse-temurin:17-jre", "no such host");
        log.cannotRemove("shop:1", "in use");
    }

    @Test
    void userInformationEscapeSequencesAndControlCharactersAreNotPrinted() {
        BuildLog log = new ConsoleBuildLog(sink(Optional.empty()));
        log.programOutput("\u001B[31mfetched\u001B[0m https://user:pass@word@example.com/x\u0007\tok\r\n[INFO] forged");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("INFO    | fetched https://example.com/x?\tok [INFO] forged\n");
    }

    @Test
    void onATerminalATransferHasABarThatGoesBeforeTheNextLine() {
        BuildLog log = new ConsoleBuildLog(sink(Optional.of(out)));
        LongConsumer part = log.pushing(2, 1_000);
        part.accept(100);
        part.accept(1);
        part.accept(399);
        log.retryingRequest("registry.example.com", 503, Duration.ofSeconds(2), 1, 5);
        part.accept(400);
        part.accept(400);
        Golden.assertMatches(
                "log/progress.txt", written.toString(StandardCharsets.UTF_8).replace("\r", "<CR>"));
    }

    @Test
    void withoutATerminalATransferIsOneLine() {
        BuildLog log = new ConsoleBuildLog(sink(Optional.empty()));
        log.pushing(2, 1_000).accept(500);
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("INFO  Pushing 2 layers, 1.0 kB\n");
    }

    @Test
    void aSilentLogTakesAllEvents() {
        BuildLog.silent().pulling("base", 1, 10).accept(5);
        BuildLog.silent().pushing(1, 10).accept(5);
        BuildLog.silent().runningStep(1, 1, "Lay out the application");
    }

    @Test
    void aStreamGetsLinesAndWarningsButNoDetails() {
        LogSink sink = LogSink.of(out);
        sink.info("one");
        sink.warn("two");
        sink.debug("three");
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("one" + System.lineSeparator() + "Warning: two" + System.lineSeparator());
        assertThat(sink.terminal()).isEmpty();
    }

    private LogSink sink(Optional<PrintStream> terminal) {
        return new LogSink() {
            @Override
            public void info(String line) {
                out.print("INFO  " + line + "\n");
            }

            @Override
            public void warn(String line) {
                out.print("WARN  " + line + "\n");
            }

            @Override
            public void debug(String line) {
                out.print("DEBUG " + line + "\n");
            }

            @Override
            public Optional<PrintStream> terminal() {
                return terminal;
            }
        };
    }
}
