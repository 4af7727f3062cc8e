package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.engine.docker.Engine.ImageStore;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ScriptedPrograms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

    @Test
    void findsBuildxWithTwoQuestions() throws Exception {
        ScriptedPrograms programs = Said.buildx();
        DockerCli cli = cli("docker", Map.of(), programs);

        assertThat(cli.builder().kind()).isEqualTo(Kind.BUILDX);
        assertThat(cli.builder().can(BuildFeature.ANNOTATIONS)).isTrue();
        assertThat(losses(cli)).isEmpty();
        assertThat(cli.engine())
                .isEqualTo(new Engine(
                        Dialect.DOCKER, "26.1.5", "overlayfs", ImageStore.CONTAINERD, new Platform("linux", "arm64")));
        assertThat(programs.lines()).containsExactly("docker info --format '{{json .}}'", "docker buildx build --help");
    }

    @Test
    void findsBuildKitInTheCliItself() throws Exception {
        DockerCli cli = cli("docker", Map.of(), Said.buildKit());

        assertThat(cli.builder().kind()).isEqualTo(Kind.BUILDKIT);
        assertThat(cli.builder().can(BuildFeature.SECRETS)).isTrue();
        assertThat(cli.engine().imageStore()).isEqualTo(ImageStore.GRAPH_DRIVER);
        assertThat(losses(cli))
                .containsExactly("BuildKit without buildx: several platforms at once, "
                        + "a push straight out of a build, builder instances, a cache to export to, "
                        + "caches of a type (type=…), a metadata file, annotations, provenance attestations, "
                        + "SBOM attestations");
    }

    @Test
    void fallsBackToTheLegacyBuilderAndSaysWhatIsLost() throws Exception {
        ScriptedPrograms programs = Said.legacy();
        DockerCli cli = cli("docker", Map.of(), programs);

        assertThat(cli.builder().kind()).isEqualTo(Kind.LEGACY);
        assertThat(losses(cli))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("docker's legacy builder: cache and secret mounts (RUN")
                .contains("build secrets", "another platform than the engine's");
        assertThat(programs.lines()).hasSize(3);
    }

    @Test
    void findsBuildahBehindPodmanWhateverItIsCalled() throws Exception {
        ScriptedPrograms programs = new ScriptedPrograms()
                .on("docker info")
                .prints(Said.text("info-podman.json"))
                .on("docker build --help")
                .prints(Said.text("help-podman-4.3.txt"));

        DockerCli cli = cli("docker", Map.of(), programs);

        assertThat(cli.builder().kind()).isEqualTo(Kind.BUILDAH);
        assertThat(cli.engine().dialect()).isEqualTo(Dialect.PODMAN);
    }

    @Test
    void takesTheLegacyBuilderWhereTheUserSwitchedBuildKitOff() throws Exception {
        DockerCli cli = cli("docker", Map.of("DOCKER_BUILDKIT", "0"), Said.buildKit());

        assertThat(cli.builder().kind()).isEqualTo(Kind.LEGACY);
        assertThat(cli.builder().can(BuildFeature.SECRETS)).isFalse();
    }

    @Test
    void refusesToDropTheBuildKitThatTheUserAskedFor() {
        DockerCli cli = cli("docker", Map.of("DOCKER_BUILDKIT", "1"), Said.legacy());

        assertThatThrownBy(cli::builder).isInstanceOf(ProblemException.class).hasMessage("""
                DOCKER_BUILDKIT=1 requests BuildKit, but 'docker' has no buildx:
                    ERROR: BuildKit is enabled but the buildx component is missing or broken.
                           Install the buildx component to build images with BuildKit:
                           https://docs.docker.com/go/buildx/
                  where: the environment variable DOCKER_BUILDKIT
                  fix:   install docker-buildx (https://docs.docker.com/go/buildx/), or unset DOCKER_BUILDKIT
                  [buildx-missing]""");
    }

    @Test
    void ignoresABuildxThatIsBroken() throws Exception {
        ScriptedPrograms programs = Said.legacy()
                .on("docker info")
                .prints(
                        "{\"ServerVersion\":\"28\",\"ClientInfo\":{\"Plugins\":[{\"Name\":\"buildx\",\"Err\":\"exec\"}]}}");

        assertThat(cli("docker", Map.of(), programs).builder().kind()).isEqualTo(Kind.LEGACY);
    }

    @Test
    void saysThatTheCliIsNotThere() {
        DockerCli cli =
                cli("dokker", Map.of(), new ScriptedPrograms().on("dokker").isMissing());

        assertThatThrownBy(cli::engine)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The program 'dokker' was not found.")
                .hasMessageContaining("docker.executable");
    }

    @Test
    void saysThatTheDaemonDoesNotRun() {
        String complaint =
                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";
        ScriptedPrograms programs = new ScriptedPrograms()
                .on("docker info")
                .prints("{\"ServerVersion\":\"\"}")
                .complains(complaint)
                .exits(1);

        assertThatThrownBy(cli("docker", Map.of(), programs)::engine)
                .isInstanceOf(ProblemException.class)
                .hasMessage("The container engine does not answer:\n    " + complaint + """

                          where: the command docker info --format '{{json .}}'
                          fix:   start the engine (sudo systemctl start docker, or Docker Desktop), \
                        or check DOCKER_HOST and docker context ls; the strategy jib needs no daemon
                          [docker-not-running]""");
    }

    @Test
    void saysThatTheDaemonMayNotBeUsed() {
        // Docker 20.10 ends with 0 and hides it in its answer.
        ScriptedPrograms programs = new ScriptedPrograms()
                .on("docker info")
                .prints(
                        "{\"ServerErrors\":[\"permission denied while trying to connect to the Docker daemon socket\"]}");

        assertThatThrownBy(cli("docker", Map.of(), programs)::engine)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().get(0).id()).isEqualTo("docker-no-permission"))
                .hasMessageContaining("permission denied while trying")
                .hasMessageContaining("usermod -aG docker");
    }

    @Test
    void findsTheBuilderThoughTheDaemonDoesNotRun() throws Exception {
        ScriptedPrograms programs =
                Said.buildKit().on("docker info").prints("{}").exits(1);

        assertThat(cli("docker", Map.of(), programs).builder().kind()).isEqualTo(Kind.BUILDKIT);
    }

    @Test
    void namesEachMissingFeatureAndTheCure() {
        Builder legacy = Said.builder(Kind.LEGACY);

        assertThatThrownBy(() -> legacy.require(List.of(BuildFeature.SECRETS, BuildFeature.PLATFORM)))
                .hasMessage("""
                        2 problems

                        1. This build needs build secrets (--secret), which docker's legacy builder does not support.
                             where: the builder behind the docker CLI
                             fix:   install docker-buildx (https://docs.docker.com/go/buildx/), or name another CLI in docker.executable
                             [unsupported-by-builder]

                        2. This build needs another platform than the engine's (--platform), which docker's legacy builder does not support.
                             where: the builder behind the docker CLI
                             fix:   install docker-buildx (https://docs.docker.com/go/buildx/), or name another CLI in docker.executable
                             [unsupported-by-builder]""");
    }

    private static DockerCli cli(String executable, Map<String, String> environment, ScriptedPrograms programs) {
        return new DockerCli(
                new DockerCommands(executable, Said.DIRECTORY, environment), Path.of("target"), programs, new Heard());
    }

    private static List<String> losses(DockerCli cli) throws InterruptedException {
        List<String> losses = new ArrayList<>();
        cli.builder().reportLosses(new BuildLog() {
            @Override
            public void builderLacks(String builder, List<String> features) {
                losses.add(builder + ": " + String.join(", ", features));
            }

            @Override
            public void builderRunsAllStages(String cure) {
                losses.add(cure);
            }
        });
        return losses;
    }
}
