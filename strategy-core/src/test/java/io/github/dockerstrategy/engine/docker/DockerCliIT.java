package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.TestEnvironment;
import io.github.dockerstrategy.dockerfile.Add;
import io.github.dockerstrategy.dockerfile.Blank;
import io.github.dockerstrategy.dockerfile.Copy;
import io.github.dockerstrategy.dockerfile.Dockerfile;
import io.github.dockerstrategy.dockerfile.Instruction;
import io.github.dockerstrategy.dockerfile.Mount;
import io.github.dockerstrategy.dockerfile.Run;
import io.github.dockerstrategy.dockerfile.RuntimeInstructions;
import io.github.dockerstrategy.dockerfile.Stage;
import io.github.dockerstrategy.engine.docker.BuildOptions.Backend;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.engine.docker.BuildOptions.Inputs;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.HostPrograms;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The operations against real engines, through each front end of the test environment. */
class DockerCliIT {

    private static final long TIME = 1_000_000_000L;

    private final String run = UUID.randomUUID().toString();
    private final Heard heard = new Heard();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void findsTheBuilderAndTheEngine(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);

        assertThat(cli.builder().kind()).isEqualTo(frontEnd.builder);
        assertThat(cli.engine().platform()).isEqualTo(Platform.ofThisMachine());
        assertThat(cli.engine().storageDriver()).isNotBlank();
        assertThat(cli.builder().can(BuildFeature.SECRETS)).isEqualTo(frontEnd.builder != Builder.Kind.LEGACY);
    }

    @ParameterizedTest
    @EnumSource
    void theImageIsWhatItsDescriptionSays(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        ContainerConfig config = config();
        layer("layer.tar");
        String id = build(cli, scratch(RuntimeInstructions.of(spec(config)).around(List.of(Add.of("layer.tar", "/")))));
        try {
            ContainerConfig built = cli.inspectImage(id).orElseThrow().config();

            assertThat(built.environment()).containsAllEntriesOf(config.environment());
            assertThat(built.labels()).containsAllEntriesOf(config.labels());
            assertThat(new ContainerConfig(
                            built.entrypoint(),
                            built.cmd(),
                            config.environment(),
                            built.ports(),
                            config.labels(),
                            built.volumes(),
                            built.user(),
                            built.workingDirectory(),
                            built.healthCheck()))
                    .isEqualTo(config);
        } finally {
            cli.removeImage(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void filesCanBeTakenOutThroughAContainerThatIsGoneAfterwards(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        layer("layer.tar");
        String id = build(cli, scratch(List.of(Add.of("layer.tar", "/"))));
        String label = "docker-strategy.test=" + run;
        String container = cli.create(id, label);
        try {
            assertThat(cli.containersWith(label)).containsExactly(container);

            Path copied = cli.copyOut(container, new ContainerPath("/app"), folder.resolve("out"));
            Path file = cli.copyOut(container, new ContainerPath("/app/run.sh"), folder.resolve("out2"));

            assertThat(copied.resolve("run.sh")).hasContent("#!/bin/sh\n");
            assertThat(file).isEqualTo(folder.resolve("out2/run.sh")).hasContent("#!/bin/sh\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rwxr-xr-x");
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(FileTime.from(Instant.ofEpochSecond(TIME)));
            assertThatThrownBy(() -> cli.copyOut(container, new ContainerPath("/nothing"), folder.resolve("out3")))
                    .hasMessageContaining("Copying /nothing out of the builder's container failed");
        } finally {
            cli.remove(container);
            cli.removeImage(id);
        }
        cli.remove(container);
        cli.removeImage(id);
        assertThat(cli.containersWith(label)).isEmpty();
        assertThat(folder.resolve("scratch")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void anImageGoesOutAndComesBack(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        layer("layer.tar");
        String id = build(cli, scratch(List.of(Add.of("layer.tar", "/"))));
        String name = TestEnvironment.get().value("registry") + "/it/" + run + ":1";
        try {
            cli.tag(id, name);
            String digest = cli.push(ImageReference.parse(name, "test"));
            cli.save(List.of(name), folder.resolve("image.tar"));
            List<String> diffIds = cli.inspectImage(name).orElseThrow().diffIds();
            cli.removeImage(name);

            assertThat(digest).startsWith("sha256:").hasSize(71);
            assertThat(cli.inspectImage(name)).isEmpty();
            assertThat(folder.resolve("image.tar")).isNotEmptyFile();
            cli.pull(name);
            assertThat(cli.inspectImage(name).orElseThrow().diffIds()).isEqualTo(diffIds);
        } finally {
            cli.removeImage(name);
            cli.removeImage(id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecretIsGivenOrRefused(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        Path secret = Files.writeString(folder.resolve("secret"), "open sesame");
        Run digest = Run.of("sha256sum /run/secrets/s > /sum")
                .with(new Mount.Secret("s", Optional.empty(), Optional.empty()));
        Dockerfile file = Dockerfile.of(
                Stage.from(shellImage()).named("build").with(digest),
                Stage.from("scratch").with(Copy.from("build", "/sum", "/sum")));
        BuildOptions options = options(file, new Delivery.Files(folder.resolve("out")))
                .with(new Inputs(Map.of(), List.of(new BuildSecret.OfFile("s", secret)), List.of()));

        if (frontEnd.builder == Builder.Kind.LEGACY) {
            assertThatThrownBy(() -> cli.build(options))
                    .hasMessageContaining("2 problems")
                    .hasMessageContaining("build secrets (--secret), which docker's legacy builder does not support")
                    .hasMessageContaining("install docker-buildx");
        } else {
            cli.build(options);
            assertThat(folder.resolve("out/sum"))
                    .content()
                    .startsWith("41ef4bb0b23661e66301aac36066912dac037827b4ae63a7b1165a5aa93ed4eb");
        }
        assertThat(String.join("\n", heard.commands) + heard.output).doesNotContain("open sesame");
    }

    @ParameterizedTest
    @EnumSource
    void anAnnotationIsKeptOrRefused(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        layer("layer.tar");
        boolean keeps =
                frontEnd.builder == Builder.Kind.BUILDX && cli.engine().imageStore() == Engine.ImageStore.CONTAINERD;
        String name = TestEnvironment.get().value("registry") + "/it/" + run + ":1";
        BuildOptions options = options(
                        scratch(List.of(Add.of("layer.tar", "/"))), new Delivery.Store(List.of(name), Optional.empty()))
                .with(new Description(
                        Map.of(), Map.of("a", "b"), Optional.empty(), Optional.empty(), Optional.empty()));

        if (keeps) {
            cli.build(options);
            cli.removeImage(name);
        } else {
            assertThatThrownBy(() -> cli.build(options))
                    .hasMessageContaining("needs annotations (--annotation), which");
            assertThat(cli.inspectImage(name)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailedBuildLeavesNoContainerAndQuotesWhatItSaid(FrontEnd frontEnd) throws Exception {
        DockerCli cli = frontEnd.cli(folder, heard);
        List<String> before = cli.containersWith("org.example.none");
        Dockerfile file =
                Dockerfile.of(Stage.from(shellImage()).with(Run.of("echo " + run + "; echo the reason; exit 7")));

        assertThatThrownBy(() -> build(cli, file))
                .hasMessageContaining("The docker build failed, exit code")
                .hasMessageContaining("the reason")
                .hasMessageContaining("target/docker.log");
        assertThat(cli.containersWith("org.example.none")).isEqualTo(before);
        assertThat(containersRunning(frontEnd.commands(folder))).noneMatch(line -> line.contains(run));
    }

    @Test
    void saysThatNoEngineIsThere() throws Exception {
        TestEnvironment test = TestEnvironment.get();
        for (String key : List.of("docker.cli", "docker.cli.legacy28")) {
            DockerCommands commands =
                    new DockerCommands(test.value(key), folder, Map.of("DOCKER_HOST", "unix://" + folder + "/no.sock"));
            DockerCli cli = new DockerCli(commands, folder, new HostPrograms(), heard);

            assertThatThrownBy(cli::engine)
                    .hasMessageContaining(
                            "The container engine does not answer:\n    Cannot connect to the Docker daemon")
                    .hasMessageContaining("start the engine");
            assertThatThrownBy(() -> cli.pull("x")).hasMessageContaining("failed, exit code 1");
            assertThat(cli.builder().kind()).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatIsWrongWithABaseThatIsNowhere(FrontEnd frontEnd) {
        DockerCli cli = frontEnd.cli(folder, heard);
        String base = TestEnvironment.get().value("registry") + "/nobody/has-this:1";

        assertThatThrownBy(() -> build(cli, Dockerfile.of(Stage.from(base))))
                .hasMessageContaining("has-this")
                .hasMessageContaining("check the base image's name");
    }

    /** The base that the test environment has made and pushed. */
    private static String shellImage() {
        return TestEnvironment.get().value("registry") + "/base/debian:12";
    }

    private static List<String> containersRunning(DockerCommands docker) throws Exception {
        return new HostPrograms()
                .run(io.github.dockerstrategy.process.Command.of(
                                docker.directory(), List.of(docker.executable(), "ps", "--all", "--no-trunc"))
                        .withEnvironment(docker.environment()))
                .output();
    }

    private static Dockerfile scratch(List<Instruction> instructions) {
        return Dockerfile.of(Stage.from("scratch").with(new Blank()).with(instructions));
    }

    private String build(DockerCli cli, Dockerfile file) throws Exception {
        return cli.build(options(file, new Delivery.Store(List.of(), Optional.of(folder.resolve("id")))))
                .imageId()
                .orElseThrow();
    }

    private BuildOptions options(Dockerfile file, Delivery delivery) throws IOException {
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(folder.resolve("Dockerfile"), file.text());
        return BuildOptions.of(context, folder.resolve("Dockerfile"), delivery)
                .with(new Backend(Optional.empty(), Optional.of("none"), List.of(), Optional.empty(), List.of()));
    }

    /** An archive of one directory and one executable file, different in each run. */
    private void layer(String name) throws IOException {
        Files.createDirectories(folder.resolve("context"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("context").resolve(name));
                TarArchiveOutputStream archive = new TarArchiveOutputStream(file)) {
            entry(archive, "app/", 0755, "");
            entry(archive, "app/run.sh", 0755, "#!/bin/sh\n");
            entry(archive, "app/run-" + run, 0644, run);
        }
    }

    private static void entry(TarArchiveOutputStream archive, String name, int mode, String content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setModTime(TIME * 1000);
        entry.setSize(content.length());
        archive.putArchiveEntry(entry);
        archive.write(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        archive.closeArchiveEntry();
    }

    private static ContainerConfig config() {
        return new ContainerConfig(
                Optional.of(List.of("java", "@/app/launch.args")),
                Optional.of(List.of("--a", "$b \"c\" \\")),
                Map.of("EMPTY", "", "ODD", "$PATH \"'\\ é"),
                new TreeSet<>(Port.parse("8080-8081", "test")),
                Map.of("org.example.odd", "$PATH \"'\\ é"),
                new TreeSet<>(List.of(new ContainerPath("/data"))),
                Optional.of("65532:65532"),
                Optional.of(new ContainerPath("/app")),
                Optional.of(new HealthCheck(
                        List.of("/app/check", "a b"),
                        false,
                        Optional.of(Duration.ofSeconds(10)),
                        Optional.of(Duration.ofMillis(1500)),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(5))));
    }

    private static ImageSpec spec(ContainerConfig config) {
        return new ImageSpec(
                ImageReference.parse("app:1", "test"),
                List.of(),
                new BaseReference.Scratch(),
                List.of(Platform.LINUX_AMD64),
                config,
                List.of(),
                Instant.EPOCH,
                ManifestSpec.DEFAULT);
    }
}
