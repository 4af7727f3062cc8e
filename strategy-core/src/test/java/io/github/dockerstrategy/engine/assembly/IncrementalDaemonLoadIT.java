package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real engines are sent, and that the image is whole afterwards. */
class IncrementalDaemonLoadIT {

    private static final int LARGE = 2_000_000;

    private final TestEnvironment environment = TestEnvironment.get();
    private final String name = "increment-" + UUID.randomUUID();
    private final List<String> engines = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void removeWhatWasLoaded() throws Exception {
        for (String engine : engines) {
            docker(engine, "image", "rm", "--force", name + ":1", name + ":2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.host", "docker.modern.host"})
    void onlyWhatHasChangedIsSent(String engine) throws Exception {
        use(engine);
        build(engine, "first");
        long all = sent();
        BuiltImage second = build(engine, "second");
        assertThat(sent()).as("bytes sent").isLessThan(all / 20);
        assertThat(content(engine, "/app/classes/A.class")).isEqualTo("second");
        assertThat(content(engine, "/app/libs/large.jar")).hasSize(LARGE);
        assertThat(docker(engine, "image", "inspect", "--format", "{{.Id}}", name + ":1", name + ":2")
                        .text()
                        .lines())
                .containsOnly(engine.equals("docker.host") ? second.imageId() : second.imageDigest());
        assertThat(docker(engine, "image", "inspect", "--format", "{{json .Config.Entrypoint}}", name + ":2")
                        .text())
                .isEqualTo("[\"java\",\"@/app/launch.args\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.host", "docker.modern.host"})
    void theSameAgainIsNotSent(String engine) throws Exception {
        use(engine);
        BuiltImage first = build(engine, "first");
        Files.delete(folder.resolve("sent"));
        assertThat(build(engine, "first")).isEqualTo(first);
        assertThat(folder.resolve("sent")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.host", "docker.modern.host"})
    void anEngineThatHasLostTheImageGetsAllOfIt(String engine) throws Exception {
        use(engine);
        build(engine, "first");
        long all = sent();
        docker(engine, "image", "rm", "--force", name + ":1", name + ":2");
        build(engine, "first");
        assertThat(sent()).isEqualTo(all);
        assertThat(content(engine, "/app/classes/A.class")).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.host", "docker.modern.host"})
    void anEngineThatRefusesADifferenceGetsAllOfIt(String engine) throws Exception {
        use(engine);
        build(engine, "first");
        long all = sent();
        Files.writeString(folder.resolve("refuse"), "");
        build(engine, "second");
        assertThat(sent()).isGreaterThan(all - 1000);
        assertThat(content(engine, "/app/classes/A.class")).isEqualTo("second");
    }

    private void use(String engine) {
        Assumptions.assumeThat(environment.find(engine)).as(engine).isPresent();
        engines.add(engine);
    }

    private BuiltImage build(String engine, String content) throws Exception {
        AssemblySettings settings = AssemblyFixture.forDaemon(
                folder.resolve("cache"),
                dockerThatTells().toString(),
                Map.of("DOCKER_HOST", environment.value(engine)));
        ImageReference base = ImageReference.parse(environment.value("registry") + "/base/debian:12", "");
        ImageSpec image = Images.full(name + ":1", "2").withBase(new BaseReference.Registry(base));
        AssembleImage step =
                new AssembleImage(image, ImageFormat.DOCKER, Destination.below(folder.resolve("work"), Output.DAEMON));
        AssemblyEngine jib = new AssemblyEngine(settings, new RecordedLog());
        BaseReference pinned = jib.check(image, step.to(), 0);
        UpToDateCheck earlier = jib.earlier(step, pinned, layout(content), folder.resolve("work"));
        if (earlier.result().isPresent()) {
            return earlier.result().get();
        }
        BuiltImage made = jib.assemble(step, pinned, layout(content), folder.resolve("work"), earlier);
        earlier.remember(made);
        assertThat(folder.resolve("work/.daemon.partial")).doesNotExist();
        return made;
    }

    /** A docker that writes down how many bytes it loads, and refuses small archives if it is told to. */
    private Path dockerThatTells() throws IOException {
        Path script = folder.resolve("docker");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$1" = load ]; then
                  stat -c %%s "$3" > '%1$s/sent'
                  if [ -e '%1$s/refuse' ] && [ "$(stat -c %%s "$3")" -lt 1000000 ]; then echo 'no such layer' >&2; exit 1; fi
                fi
                exec '%2$s' "$@"
                """.formatted(folder, environment.value("docker.cli")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private long sent() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("sent")).strip());
    }

    private Layout layout(String content) throws IOException {
        Path large = folder.resolve("large.jar");
        if (Files.notExists(large)) {
            byte[] bytes = new byte[LARGE];
            new Random(1).nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) ('a' + (bytes[i] & 0xf));
            }
            Files.write(large, bytes);
        }
        return new Layout(List.of(
                new Layer(
                        Layer.DEPENDENCIES,
                        List.of(Entry.file(new ContainerPath("/app/libs/large.jar"), large, Images.MODIFIED))),
                Samples.small(content).layers().get(0)));
    }

    private String content(String engine, String path) throws Exception {
        return docker(
                        engine,
                        "run",
                        "--rm",
                        "--network",
                        "none",
                        "--entrypoint",
                        "cat",
                        "--user",
                        "0",
                        name + ":1",
                        path)
                .text();
    }

    private ProcessResult docker(String engine, String... arguments) throws Exception {
        List<String> argv = new ArrayList<>(List.of(environment.value("docker.cli")));
        argv.addAll(List.of(arguments));
        return new HostPrograms()
                .run(Command.of(folder, argv).withEnvironment(Map.of("DOCKER_HOST", environment.value(engine))));
    }
}
