package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.engine.docker.BuildOptions.Backend;
import io.github.dockerstrategy.engine.docker.BuildOptions.Caching;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.engine.docker.BuildOptions.Inputs;
import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.engine.docker.Delivery.Archive.Format;
import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerCommandsTest {

    private static final Platform ARM = new Platform("linux", "arm64");
    private static final Delivery STORE =
            new Delivery.Store(List.of("app:1", "app:latest"), Optional.of(Path.of("/t/id")));
    private static final BuildOptions PLAIN = BuildOptions.of(Path.of("/t/context"), Path.of("/t/Dockerfile"), STORE);
    private static final BuildOptions RICH = PLAIN.withTarget("runtime")
            .with(new Inputs(
                    Map.of("VERSION", "1 0"),
                    List.of(
                            new BuildSecret.OfFile("settings", Path.of("/home/me/.m2/settings.xml")),
                            new BuildSecret.OfVariable("token", "MY_TOKEN")),
                    List.of("default")))
            .with(new Description(
                    Map.of("a", "b"), Map.of("c", "d"), Optional.of("mode=max"), Optional.of("true"), Optional.of(1L)))
            .with(new Caching(
                    List.of("type=registry,ref=r/c"),
                    List.of("type=registry,ref=r/c,mode=max"),
                    Caching.Use.NO_CACHE,
                    Caching.Bases.PULL))
            .with(new Backend(
                    Optional.of(BuilderInstance.named("remote")),
                    Optional.of("host"),
                    List.of(Platform.LINUX_AMD64, ARM),
                    Optional.of(Path.of("/t/metadata.json")),
                    List.of("--add-host", "a:1.2.3.4")));

    @Test
    void tellsBuildxToLoadTheImage() {
        assertThat(line(PLAIN, Kind.BUILDX))
                .isEqualTo("docker buildx build --file /t/Dockerfile --provenance=false --load --iidfile /t/id"
                        + " --tag app:1 --tag app:latest /t/context");
    }

    @Test
    void switchesBuildKitOnWithoutBuildx() {
        Command command = Said.docker().build(PLAIN, Said.builder(Kind.BUILDKIT), Optional.of(Platform.LINUX_AMD64));

        assertThat(command.environment())
                .containsOnly(Map.entry("DOCKER_BUILDKIT", "1"), Map.entry("BUILDKIT_PROGRESS", "plain"));
        assertThat(Redaction.line(command))
                .isEqualTo("DOCKER_BUILDKIT=1 docker build --file /t/Dockerfile --iidfile /t/id"
                        + " --tag app:1 --tag app:latest /t/context");
    }

    @Test
    void leavesNoContainerBehindWithTheLegacyBuilder() {
        assertThat(line(PLAIN, Kind.LEGACY))
                .isEqualTo("DOCKER_BUILDKIT=0 docker build --force-rm --file /t/Dockerfile --iidfile /t/id"
                        + " --tag app:1 --tag app:latest /t/context");
    }

    @Test
    void keepsHealthChecksWithBuildah() {
        assertThat(line(PLAIN, Kind.BUILDAH)).contains("build --format docker --identity-label=false --file");
    }

    @Test
    void writesAllThatABuildCanAskFor() {
        assertThat(line(RICH, Kind.BUILDX))
                .isEqualTo("docker buildx build --builder remote --platform linux/amd64,linux/arm64 --network host"
                        + " --metadata-file /t/metadata.json --file /t/Dockerfile --target runtime"
                        + " --build-arg 'VERSION=1 0' --secret id=settings,src=/home/me/.m2/settings.xml"
                        + " --secret id=token,env=MY_TOKEN --ssh default --label a=b --annotation c=d"
                        + " --provenance=mode=max --sbom=true --build-arg SOURCE_DATE_EPOCH=1"
                        + " --cache-from type=registry,ref=r/c --cache-to type=registry,ref=r/c,mode=max"
                        + " --no-cache --pull --load --iidfile /t/id --tag app:1 --tag app:latest"
                        + " --add-host a:1.2.3.4 /t/context");
    }

    @Test
    void tellsBuildahTheTimeInItsOwnWords() {
        BuildOptions options =
                PLAIN.with(new Description(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.of(42L)));

        assertThat(line(options, Kind.BUILDAH)).contains("--timestamp 42").doesNotContain("SOURCE_DATE_EPOCH");
        assertThat(line(options, Kind.LEGACY)).doesNotContain("42");
    }

    @Test
    void takesFilesAndArchivesStraightOutOfABuild() {
        assertThat(line(to(new Delivery.Files(Path.of("/t/out"))), Kind.BUILDKIT))
                .endsWith("--output type=local,dest=/t/out /t/context");
        assertThat(line(to(new Delivery.Archive(Path.of("/t/i.tar"), Format.OCI, List.of("app"))), Kind.BUILDX))
                .endsWith("--output type=oci,dest=/t/i.tar --tag app /t/context");
        assertThat(line(to(new Delivery.Push(List.of("r/app"))), Kind.BUILDX))
                .endsWith("--push --tag r/app /t/context");
    }

    @Test
    void refusesWhatTheLegacyBuilderWouldIgnore() {
        assertThatThrownBy(() -> line(RICH, Kind.LEGACY))
                .hasMessageStartingWith("11 problems")
                .hasMessageContaining("build secrets (--secret)")
                .hasMessageContaining("another platform than the engine's (--platform)");
        assertThatThrownBy(() -> line(to(new Delivery.Files(Path.of("/t/out"))), Kind.LEGACY))
                .hasMessageContaining("files taken straight out of a build (--output)");
    }

    @Test
    void saysNothingOfThePlatformThatIsTheEnginesOwn() {
        assertThat(line(PLAIN.with(backend(List.of(Platform.LINUX_AMD64), List.of())), Kind.LEGACY))
                .doesNotContain("--platform");
    }

    @Test
    void leavesProvenanceToTheUserWhoSaysSomethingAboutIt() {
        assertThat(line(PLAIN.with(backend(List.of(), List.of("--provenance=true"))), Kind.BUILDX))
                .containsOnlyOnce("--provenance");
    }

    @Test
    void showsNoPasswords() {
        BuildOptions options = PLAIN.with(new Inputs(Map.of("DB_PASSWORD", "hush"), List.of(), List.of()))
                .with(backend(
                        List.of(),
                        List.of("--build-arg=HTTP_PROXY=http://me:hush@proxy:80", "--build-arg=NPM_TOKEN=hush")));

        assertThat(line(options, Kind.LEGACY))
                .doesNotContain("hush")
                .contains("'DB_PASSWORD=***'", "HTTP_PROXY=http://***@proxy:80", "NPM_TOKEN=***");
        assertThat(line(RICH, Kind.BUILDX)).contains("id=token,env=MY_TOKEN");
    }

    @Test
    void passesOnWhatTheCallerSetInTheEnvironment() {
        DockerCommands commands = new DockerCommands("docker", Said.DIRECTORY, Map.of("DOCKER_HOST", "tcp://far:1"));

        assertThat(commands.push("app").environment()).containsEntry("DOCKER_HOST", "tcp://far:1");
        assertThat(commands.build(PLAIN, Said.builder(Kind.BUILDX), Optional.of(Platform.LINUX_AMD64))
                        .environment())
                .containsEntry("DOCKER_HOST", "tcp://far:1");
    }

    @Test
    void writesTheSmallCommands() {
        DockerCommands docker = Said.docker();
        Path tar = Path.of("/t/x.tar");

        assertThat(docker.save(List.of("a", "b"), tar).line()).isEqualTo("docker save --output /t/x.tar a b");
        assertThat(docker.push("r/app:1").line()).isEqualTo("docker push r/app:1");
        assertThat(docker.tag("app", "r/app").line()).isEqualTo("docker tag app r/app");
        assertThat(docker.create("builder", "run=1").line()).isEqualTo("docker create --label run=1 builder never-run");
        assertThat(docker.copyOut("id", new ContainerPath("/a b"), tar, Dialect.DOCKER)
                        .line())
                .isEqualTo("docker cp --follow-link 'id:/a b' - > /t/x.tar");
        assertThat(docker.copyOut("id", new ContainerPath("/a"), tar, Dialect.PODMAN)
                        .line())
                .isEqualTo("docker cp id:/a - > /t/x.tar");
        assertThat(docker.remove("id").line()).isEqualTo("docker rm --force --volumes id");
        assertThat(docker.removeImage("app").line()).isEqualTo("docker image rm app");
        assertThat(docker.containersWith("run=1").line())
                .isEqualTo("docker ps --all --quiet --no-trunc --filter label=run=1");
    }

    private static Backend backend(List<Platform> platforms, List<String> additionalArgs) {
        return new Backend(Optional.empty(), Optional.empty(), platforms, Optional.empty(), additionalArgs);
    }

    private static BuildOptions to(Delivery delivery) {
        return BuildOptions.of(Path.of("/t/context"), Path.of("/t/Dockerfile"), delivery);
    }

    private static String line(BuildOptions options, Kind kind) {
        return Redaction.line(Said.docker().build(options, Said.builder(kind), Optional.of(Platform.LINUX_AMD64)));
    }
}
