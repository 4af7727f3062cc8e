package io.github.dockerstrategy.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Builder.DependencyCache;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Requests;
import io.github.dockerstrategy.strategy.Strategies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A linter that knows the language, on every kind of Dockerfile that we generate. */
class LintIT {

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> findsNothingInGeneratedDockerfiles() {
        Map<String, BuildRequest> requests = new LinkedHashMap<>();
        requests.put("a module", Requests.notBuilt(Output.DAEMON));
        requests.put("commands", Requests.commands(Output.DAEMON, "go test ./...", "go build -o 'out/my app' ./cmd"));
        for (DependencyCache cache : DependencyCache.values()) {
            requests.put(
                    "secrets, and cache " + cache,
                    Requests.of(new Builder(
                            "maven:3",
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            cache,
                            Map.of(Builder.SETTINGS, Path.of("/home/ann/settings.xml")))));
        }
        return Stream.of("copy-local", "multi-stage", "builder-pattern")
                .flatMap(strategy -> requests.entrySet().stream()
                        .map(request -> DynamicTest.dynamicTest(
                                strategy + ", " + request.getKey(), () -> lint(strategy, request.getValue()))));
    }

    @Test
    void findsWhatIsWrong() throws Exception {
        assertThat(lint("FROM debian\nCOPPY a /b\n").text()).contains("Unknown instruction");
    }

    private void lint(String strategy, BuildRequest request) throws Exception {
        Map<String, String> texts = GeneratedFiles.of(
                        Strategies.builtIn().named(strategy).plan(request), request, Path.of("/projects/shop/docker"))
                .texts();
        int dockerfiles = 0;
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (file.getKey().matches("Dockerfile(\\.build)?")) {
                dockerfiles++;
                ProcessResult outcome = lint(file.getValue());
                assertThat(outcome.text()).as(file.getValue()).isBlank();
                assertThat(outcome.exitCode()).isZero();
            }
        }
        assertThat(dockerfiles).isEqualTo(strategy.equals("builder-pattern") ? 2 : 1);
    }

    private ProcessResult lint(String text) throws Exception {
        Path file = Files.createTempFile(folder, "Dockerfile", "");
        Files.writeString(file, text);
        return new HostPrograms()
                .run(
                        Command.of(
                                folder,
                                List.of(TestEnvironment.get().value("dockerfile.linter"), "lint", file.toString())),
                        line -> {});
    }
}
