package io.github.dockerstrategy.maven.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.TestModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellInBaseImageTest {

    private static final String ENTRYPOINT = "<container><entrypoint><a>%s</a></entrypoint></container>";

    @TempDir
    Path basedir;

    @ParameterizedTest
    @ValueSource(strings = {"jlink", "scratch", "gcr.io/distroless/java17-debian12"})
    void refusesAScriptAsEntrypointWhereThereIsNoShell(String from) throws IOException {
        script("#!/bin/sh\nexec java -jar /app.jar\n");

        assertThat(module(from, "/start.sh").complaint())
                .contains("The entrypoint '/start.sh' is a script, which needs /bin/sh, and '" + from + "' has none.");
    }

    @ParameterizedTest
    @CsvSource({
        "eclipse-temurin:17-jre, /start.sh",
        "gcr.io/distroless/java17-debian12:debug, /start.sh",
        "jlink, java",
        "jlink, /other"
    })
    void takesWhatCanBeStarted(String from, String program) throws IOException {
        script("#!/bin/sh\n");

        assertThat(module(from, program).request().image().config().entrypoint().orElseThrow())
                .containsExactly(program);
    }

    @Test
    void takesAScriptWhoseInterpreterExtraFilesBring() throws IOException {
        script("#! /bin/busybox sh\n");
        Path busybox = basedir.resolve("src/main/docker-strategy/bin/busybox");
        Files.createDirectories(busybox.getParent());
        Files.writeString(busybox, "an executable");

        assertThat(module("jlink", "/start.sh").request().image().config().entrypoint())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "/bin/bash", "/usr/bin/env"})
    void refusesAShellWhereThereIsNone(String shell) {
        assertThat(module("jlink", shell).complaint())
                .contains("The entrypoint starts a shell, which needs " + shell + ", and 'jlink' has none.");
    }

    @Test
    void refusesAScriptThatTheBuildersCommandsMade() throws IOException {
        Files.createDirectories(basedir.resolve("dist/bin"));
        Files.writeString(basedir.resolve("dist/bin/run"), "#!/usr/bin/env bash\n");

        assertThat(module("jlink", "/opt/app/bin/run")
                        .configuration("<builder><artifact>dist/</artifact><into>/opt/app/</into></builder>")
                        .complaint())
                .contains("The entrypoint '/opt/app/bin/run' is a script, which needs /usr/bin/env");
    }

    @Test
    void refusesAHealthCheckInShellForm() {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.from", "scratch")
                        .typed("docker-strategy.strategy", "copy-local")
                        .configuration("<container><entrypoint><a>/app</a></entrypoint>"
                                + "<healthCheck><shell>test -f /ok</shell></healthCheck></container>")
                        .complaint())
                .contains("The health check is a shell command line, which needs /bin/sh, and 'scratch' has none.");
    }

    private TestModule module(String from, String program) {
        return TestModule.in(basedir).typed("docker-strategy.from", from).configuration(ENTRYPOINT.formatted(program));
    }

    private void script(String text) throws IOException {
        Path script = basedir.resolve("src/main/docker-strategy/start.sh");
        Files.createDirectories(script.getParent());
        Files.writeString(script, text);
    }
}
