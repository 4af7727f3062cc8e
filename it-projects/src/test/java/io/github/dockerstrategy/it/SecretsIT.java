package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a build in a container is told in secret is in no layer, history, log, command line or file afterwards. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class SecretsIT {

    private static final TestEnv ENV = TestEnv.current();

    private final String password = "password-" + UUID.randomUUID();
    private final String token = "token-" + UUID.randomUUID();
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    static Stream<Arguments> builds() {
        return Stream.concat(
                Stream.of("multi-stage", "builder-pattern", "builder-jib", "dockerfile")
                        .map(strategy -> Arguments.of(FrontEnd.BUILDX_26, strategy)),
                Stream.of(
                        Arguments.of(FrontEnd.BUILDKIT_20, "multi-stage"),
                        Arguments.of(FrontEnd.PODMAN, "builder-pattern")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("builds")
    void areUsedAndNotKept(FrontEnd frontEnd, String strategy) throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        Path folder = Files.createDirectory(workspace.folder().resolveSibling("secrets"));
        Path settings = Files.writeString(folder.resolve("settings.xml"), "<password>" + password + "</password>\n");
        Path secret = Files.writeString(folder.resolve("token"), token + "\n");
        String proof = "sha256sum /run/secrets/token /run/secrets/settings.xml";
        workspace.edit(
                "pom.xml",
                pom -> pom.replace("</commands>", "<command>" + proof + " >target/site/proof.html</command></commands>")
                        .replace(
                                "<artifact>",
                                "<settings>" + settings + "</settings><secrets><token>" + secret
                                        + "</token></secrets><artifact>"));
        workspace.write(
                "Dockerfile",
                "FROM " + ENV.registry() + "/base/debian:12\n"
                        + "RUN --mount=type=secret,id=token --mount=type=secret,id=settings.xml mkdir -p /srv/site && "
                        + proof + " >/srv/site/proof.html\n");
        if (strategy.equals("dockerfile")) {
            workspace.edit("pom.xml", pom -> pom.replaceAll("(?s)<commands>.*</commands>", ""));
        }
        String name = "docker-strategy-it/" + UUID.randomUUID() + ":1";

        BuildLog log = watched(() -> build(frontEnd, workspace, strategy, name));

        Engine engine = frontEnd.engine();
        engine.withImage(name, image -> {
            assertThat(image.shell("cat /srv/site/proof.html")).contains(sha256(secret), sha256(settings));
            hidesBoth(
                    "the history", engine.docker("history", "--no-trunc", name).orFail("docker history"));
            hidesBoth(
                    "the configuration", engine.docker("image", "inspect", name).orFail("docker inspect"));
            for (String place : places(frontEnd, engine, workspace)) {
                hidesBothInFiles(place);
            }
        });
        hidesBoth("Maven's log", log.text());
        assertThat(seen).as("command lines that showed a secret").isEmpty();
    }

    static Stream<Arguments> mavenBuilds() {
        return Stream.of(
                Arguments.of(FrontEnd.BUILDX_26, "multi-stage"), Arguments.of(FrontEnd.PODMAN, "builder-pattern"));
    }

    /** Builders do not look into their secrets: the second value must not be answered from the cache of the first. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("mavenBuilds")
    void typedPropertiesArriveAndAreNotKept(FrontEnd frontEnd, String strategy) throws Exception {
        Workspace workspace = Workspace.copyOf("multi-module")
                .edit(
                        "greeter-core/src/main/resources/io/github/dockerstrategy/samples/greeter/core/greeter.properties",
                        text -> "greeting=${typed.greeting}, {name}!\n")
                .edit(
                        "greeter-core/pom.xml",
                        pom -> pom.replace(
                                "</project>",
                                "<build><resources><resource><directory>src/main/resources</directory>"
                                        + "<filtering>true</filtering></resource></resources></build></project>"));
        String name = "docker-strategy-it/" + UUID.randomUUID() + ":1";
        try (CountingRepository repository = CountingRepository.start(Path.of(Workspace.property("it.repo")))) {
            workspace.write("../settings.xml", repository.settings());
            for (String greeting : List.of("Hail", "Hey")) {
                BuildLog log = frontEnd.on(workspace.maven())
                        .option("-pl")
                        .option("app")
                        .with("docker-strategy.strategy", strategy)
                        .with("docker-strategy.output", "daemon")
                        .with("docker-strategy.builder.from", ENV.registry() + "/base/jdk-maven:17")
                        .with(
                                "docker-strategy.builder.settings",
                                workspace.path("../settings.xml").normalize().toString())
                        .with("docker-strategy.docker.network", "host")
                        .with("image", name)
                        .with("docker-strategy.builder.properties", "")
                        .with("typed.greeting", greeting)
                        .with("pwd", password)
                        .succeed("docker-strategy:build");
                hidesBoth("Maven's log", log.text());
                Engine engine = frontEnd.engine();
                engine.withImage(name, image -> {
                    image.serve(
                            8080,
                            server -> assertThat(server.get("/grace+hopper")).isEqualTo(greeting + ", Grace Hopper!"));
                    hidesBoth(
                            "the history",
                            engine.docker("history", "--no-trunc", name).orFail("docker history"));
                    places(frontEnd, engine, workspace).forEach(this::hidesBothInFiles);
                });
            }
        }
    }

    private static BuildLog build(FrontEnd frontEnd, Workspace workspace, String strategy, String name) {
        return frontEnd.on(workspace.maven())
                .with("it.base.jre", ENV.registry() + "/base/debian:12")
                .with("docker-strategy.strategy", strategy)
                .with("docker-strategy.output", "daemon")
                .with("image", name)
                .succeed("docker-strategy:build");
    }

    /** Where the build could have left something: the project, and all that the engine keeps. */
    private static List<String> places(FrontEnd frontEnd, Engine engine, Workspace workspace) {
        List<String> places = new ArrayList<>(List.of(workspace.folder().toString()));
        if (frontEnd == FrontEnd.BUILDX_26) {
            places.add(engine.docker("info", "--format", "{{.DockerRootDir}}")
                    .orFail("docker info")
                    .strip());
        }
        return places;
    }

    private void hidesBothInFiles(String place) {
        // Containers of other builds may come and go meanwhile, so the exit code tells nothing.
        ProcessResult found = ProcessResult.program(
                List.of(
                        "grep",
                        "--recursive",
                        "--files-with-matches",
                        "--no-messages",
                        "--fixed-strings",
                        "-e",
                        password,
                        "-e",
                        token,
                        place),
                Path.of("/"),
                Map.of());
        assertThat(found.output()).as("files with a secret").isEmpty();
    }

    private void hidesBoth(String what, String text) {
        assertThat(text).as(what).doesNotContain(password, token);
    }

    private interface Work {
        BuildLog run() throws Exception;
    }

    /** Looks at the command lines of all processes while something runs. */
    private BuildLog watched(Work work) throws Exception {
        Thread watch = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                look();
            }
        });
        watch.start();
        try {
            return work.run();
        } finally {
            watch.interrupt();
            watch.join();
        }
    }

    private void look() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(one -> one.getFileName().toString().matches("\\d+"))
                    .toList()) {
                look(process.resolve("cmdline"));
            }
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void look(Path commandLine) {
        try {
            String line = new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8);
            if (line.contains(password) || line.contains(token)) {
                seen.add(line.replace('\0', ' '));
            }
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }

    private static String sha256(Path file) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
