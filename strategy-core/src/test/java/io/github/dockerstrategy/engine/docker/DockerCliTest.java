package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.engine.docker.BuildOptions.Backend;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem.Blame;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ScriptedPrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerCliTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path temp;

    private final Heard heard = new Heard();

    @Test
    void buildsAndReadsTheId() throws Exception {
        Path id = temp.resolve("id");
        ScriptedPrograms programs =
                Said.legacy().on("docker build --force-rm").prints("Step 1/1").leaves(id, "sha256:abc\n");

        assertThat(cli(programs).build(storing(id)).imageId()).contains("sha256:abc");
        assertThat(heard.commands)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("DOCKER_BUILDKIT=0 docker build --force-rm");
        assertThat(heard.output).containsExactly("Step 1/1");
    }

    @Test
    void neverTakesTheIdOfAnEarlierBuild() throws Exception {
        Path id = temp.resolve("id");
        Files.writeString(id, "sha256:stale");
        ScriptedPrograms programs = Said.legacy().on("docker build --force-rm").exits(1);

        assertThatThrownBy(() -> cli(programs).build(storing(id))).isInstanceOf(ProblemException.class);
        assertThat(id).doesNotExist();
    }

    @Test
    void readsTheDigestThatBuildxWritesToItsMetadata() throws Exception {
        Path metadata = temp.resolve("metadata.json");
        ScriptedPrograms programs = Said.buildx()
                .on("docker buildx build --metadata-file")
                .leaves(metadata, "{\"containerimage.digest\": \"" + DIGEST + "\"}");
        BuildOptions options = BuildOptions.of(
                        Path.of("/t/context"), Path.of("/t/Dockerfile"), new Delivery.Push(List.of("r/app")))
                .with(new Backend(Optional.empty(), Optional.empty(), List.of(), Optional.of(metadata), List.of()));

        assertThat(cli(programs).build(options)).isEqualTo(new Built(Optional.empty(), Optional.of(DIGEST)));
    }

    @Test
    void takesTheManifestForTheIdWhereContainerdKeepsTheImages() throws Exception {
        Path id = temp.resolve("id");
        ScriptedPrograms programs = Said.buildx()
                .on("docker buildx build --metadata-file")
                .leaves(id, "sha256:config")
                .does(command -> Files.writeString(
                        Path.of(command.argv().get(4)), "{\"containerimage.digest\": \"" + DIGEST + "\"}"));

        assertThat(cli(programs).build(storing(id)).imageId()).contains(DIGEST);
        assertThat(temp).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void refusesAnnotationsThatBuildxWouldDrop() {
        ScriptedPrograms programs = Said.buildx()
                .on("docker info")
                .prints(Said.text("info-docker-buildx.json").replace("io.containerd.snapshotter.v1", "other"))
                .on("docker buildx inspect")
                .prints("Name:          default\nDriver:        docker");
        Description annotated =
                new Description(Map.of(), Map.of("a", "b"), Optional.empty(), Optional.empty(), Optional.empty());
        BuildOptions options =
                BuildOptions.of(Path.of("/t/context"), Path.of("/t/Dockerfile"), new Delivery.Push(List.of("r/app")));

        assertThatThrownBy(() -> cli(programs).build(options.with(annotated)))
                .hasMessageContaining(
                        "This build needs annotations (--annotation), which the engine's image store cannot keep")
                .hasMessageContaining("docker.builder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed to get layer sha256:ab: layer does not exist | docker-empty-layer",
                "ERROR: failed to solve: cannot copy to non-directory: /merged/lib | linked-folder",
                "write /x: no space left on device | docker-no-space"
            })
    void knowsTheCauseByTheLastLine(String line, String id) {
        ScriptedPrograms programs = Said.legacy()
                .on("docker build --force-rm")
                .prints("Step 1/1 : FROM base\n" + line + "\n")
                .exits(1);

        refusalOf(() -> cli(programs).build(storing(temp.resolve("id"))))
                .hasId(id)
                .says(line)
                .isFor(Blame.ENVIRONMENT);
    }

    @Test
    void quotesTheLastLinesOfAFailedBuild() {
        ScriptedPrograms programs = Said.legacy()
                .on("docker build --force-rm")
                .prints("Step 1/2 : FROM base\nStep 2/2 : RUN make\nmake: 401 Unauthorized\nmake: no\nmake: more\n")
                .complains("The command '/bin/sh -c make' returned a non-zero code: 2")
                .exits(2);

        assertThatThrownBy(() -> cli(programs).build(storing(temp.resolve("id"))))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problems().get(0).id()).isEqualTo("docker-failed");
                    assertThat(e.isProjectsToFix()).isTrue();
                })
                .hasMessage("""
                        The docker build failed, exit code 2:
                            Step 1/2 : FROM base
                            Step 2/2 : RUN make
                            make: 401 Unauthorized
                            make: no
                            make: more
                            The command '/bin/sh -c make' returned a non-zero code: 2
                          where: the command DOCKER_BUILDKIT=0 docker build --force-rm --file /t/Dockerfile --iidfile %s --tag app /t/context
                          fix:   see the lines above; all of them are in target/docker.log
                          [docker-failed]""".formatted(temp.resolve("id")));
    }

    @Test
    void tellsWhenALoginIsMissing() {
        ScriptedPrograms programs = Said.legacy()
                .on("docker push")
                .prints("The push refers to repository [r.example.com/app]")
                .complains("denied: requested access to the resource is denied")
                .exits(1);

        assertThatThrownBy(() -> cli(programs).push(name("r.example.com/app:1")))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problems().get(0).id()).isEqualTo("docker-login");
                    assertThat(e.problems().get(0).blame()).isEqualTo(Blame.ENVIRONMENT);
                })
                .hasMessageContaining("Pushing r.example.com/app:1 failed, exit code 1")
                .hasMessageContaining("docker login REGISTRY");
    }

    @Test
    void readsTheDigestThatDockerSaysAfterAPush() throws Exception {
        ScriptedPrograms programs = Said.legacy()
                .on("docker push r.example.com/app:1")
                .prints("aaa: Pushed\n1: digest: " + DIGEST + " size: 942");

        assertThat(cli(programs).push(name("r.example.com/app:1"))).isEqualTo(DIGEST);
    }

    @Test
    void readsTheDigestThatPodmanWritesToAFile() throws Exception {
        ScriptedPrograms programs = Said.podman()
                .on("podman push")
                .does(command -> Files.writeString(Path.of(command.argv().get(3)), DIGEST));

        DockerCli cli = new DockerCli(new DockerCommands("podman", Said.DIRECTORY, Map.of()), temp, programs, heard);

        assertThat(cli.push(name("r.example.com/app:1"))).isEqualTo(DIGEST);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void takesTheIdOfAContainerFromBehindWarnings() throws Exception {
        String id = "229e1bf071702befd8e2a26162370cd8c108c2a9d2cd193bc7a37183d4201ad6";
        ScriptedPrograms programs =
                new ScriptedPrograms().on("docker create").prints("WARNING: the platform does not match\n" + id);

        assertThat(cli(programs).create("builder", "run=1")).isEqualTo(id);
    }

    @Test
    void copiesOutOfAContainerAndLeavesNoArchive() throws Exception {
        ScriptedPrograms programs =
                Said.legacy().on("docker cp --follow-link id:/src/app.jar -").writes(tar("app.jar"));

        Path copied = cli(programs).copyOut("id", new ContainerPath("/src/app.jar"), temp.resolve("out"));

        assertThat(copied).isEqualTo(temp.resolve("out/app.jar")).hasContent("jar");
        assertThat(temp).isDirectoryNotContaining(file -> file.toString().endsWith(".tmp"));
    }

    @Test
    void removesWhatIsGoneAlready() throws Exception {
        ScriptedPrograms programs = new ScriptedPrograms()
                .on("docker rm")
                .complains("Error response from daemon: No such container: id")
                .exits(1);

        cli(programs).remove("id");

        assertThat(programs.lines()).containsExactly("docker rm --force --volumes id");
    }

    @Test
    void findsNoImageThatIsNotThere() throws Exception {
        ScriptedPrograms programs = new ScriptedPrograms()
                .on("docker image inspect")
                .prints("[]")
                .complains("Error: No such image: app")
                .exits(1);

        assertThat(cli(programs).inspectImage("app")).isEmpty();
    }

    @Test
    void readsAnImage() throws Exception {
        ScriptedPrograms programs =
                new ScriptedPrograms().on("docker image inspect app").prints(Said.text("inspect-docker.json"));

        ImageInspection image = cli(programs).inspectImage("app").orElseThrow();

        assertThat(image.id()).isEqualTo(DIGEST);
        assertThat(image.digestIn("r.example.com/app")).contains(DIGEST);
        assertThat(image.digestIn("r.example.com/ap")).isEmpty();
        assertThat(image.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(image.diffIds()).hasSize(2);
        assertThat(image.config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
        assertThat(image.config().cmd()).isEmpty();
        assertThat(image.config().environment()).containsEntry("A", "b=c").containsEntry("EMPTY", "");
        assertThat(image.config().ports()).hasToString("[53/udp, 8080/tcp]");
        assertThat(image.config().volumes()).hasToString("[/data]");
        assertThat(image.config().user()).contains("65532:65532");
        assertThat(image.config().workingDirectory()).contains(new ContainerPath("/app"));
        assertThat(image.config().labels()).containsEntry("k", "v");
        assertThat(image.config().healthCheck())
                .contains(new HealthCheck(
                        List.of("curl -f http://localhost"),
                        true,
                        Optional.of(Duration.ofSeconds(10)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(4)));
    }

    private DockerCli cli(ScriptedPrograms programs) {
        return new DockerCli(Said.docker(), temp, programs, heard);
    }

    private static BuildOptions storing(Path id) {
        return BuildOptions.of(
                Path.of("/t/context"), Path.of("/t/Dockerfile"), new Delivery.Store(List.of("app"), Optional.of(id)));
    }

    private static ImageReference name(String text) {
        return ImageReference.parse(text, "test");
    }

    private static byte[] tar(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream archive = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(3);
            archive.putArchiveEntry(entry);
            archive.write(new byte[] {'j', 'a', 'r'});
            archive.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
