package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dockerstrategy.dockerfile.Mount.Sharing;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.image.Port.Protocol;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileTest {

    @Test
    void writesAFileThatOnlyCopies() {
        Dockerfile file = Dockerfile.of(Stage.from("eclipse-temurin:21-jre")
                        .with(
                                new Blank(),
                                new Comment("The application, what changes most rarely first."),
                                Copy.of("layers/dependencies/", "/"),
                                Copy.of("layers/classes/", "/"),
                                new Blank(),
                                Expose.of(new Port(8080, Protocol.TCP), new Port(53, Protocol.UDP)),
                                new User("65532:65532"),
                                Entrypoint.of("java", "@/app/launch.args")))
                .withHeader("Written by docker-strategy:generate.", "Change the POM, not this file.");

        assertThat(file).hasToString("""
                # Written by docker-strategy:generate.
                # Change the POM, not this file.

                FROM eclipse-temurin:21-jre

                # The application, what changes most rarely first.
                COPY layers/dependencies/ /
                COPY layers/classes/ /

                EXPOSE 53/udp 8080/tcp
                USER 65532:65532
                ENTRYPOINT ["java", "@/app/launch.args"]
                """);
    }

    @Test
    void writesTwoStages() {
        Stage build = Stage.from("maven:3-eclipse-temurin-21")
                .named("build")
                .onPlatform(Stage.BUILD_PLATFORM)
                .with(
                        new Arg("VERSION", Optional.of("1.0")),
                        Workdir.of("/src"),
                        new Copy(
                                Optional.empty(),
                                Optional.of(new Ownership(1000, 1000)),
                                java.util.List.of("pom.xml", "app/pom.xml"),
                                "./"),
                        Run.of("mvn -B package")
                                .with(
                                        new Mount.Cache(
                                                new ContainerPath("/root/.m2/repository"),
                                                Optional.of("maven"),
                                                Sharing.LOCKED),
                                        new Mount.Secret(
                                                "settings",
                                                Optional.of(new ContainerPath("/root/.m2/settings.xml")),
                                                Optional.of(FileMode.parse("400", "test")))));
        Stage runtime = Stage.from("scratch").with(Copy.from("build", "/src/target/app", "/app"), Cmd.of("/app"));

        assertThat(Dockerfile.of(build, runtime)).hasToString("""
                FROM --platform=$BUILDPLATFORM maven:3-eclipse-temurin-21 AS build
                ARG VERSION="1.0"
                WORKDIR /src
                COPY --chown=1000:1000 pom.xml app/pom.xml ./
                RUN --mount=type=cache,id=maven,target=/root/.m2/repository,sharing=locked \\
                    --mount=type=secret,id=settings,target=/root/.m2/settings.xml,mode=0400,required=true \\
                    mvn -B package

                FROM scratch
                COPY --from=build /src/target/app /app
                CMD ["/app"]
                """);
    }

    @Test
    void writesASyntaxLineWhenAsked() {
        assertThat(Dockerfile.of(Stage.from("scratch")).withSyntax("docker/dockerfile:1"))
                .hasToString("""
                        # syntax=docker/dockerfile:1

                        FROM scratch
                        """);
    }

    @Test
    void refusesTwoStagesOfOneName() {
        Stage stage = Stage.from("scratch").named("build");

        assertThatIllegalArgumentException().isThrownBy(() -> Dockerfile.of(stage, stage));
    }

    @Test
    void refusesAHeaderThatBuildersWouldTakeForADirective() {
        Dockerfile file = Dockerfile.of(Stage.from("scratch"));

        assertThatIllegalArgumentException().isThrownBy(() -> file.withHeader("escape=`"));
    }

    @Test
    void refusesABaseTakenFromABuildArgument() {
        assertThatIllegalArgumentException().isThrownBy(() -> Stage.from("${BASE}"));
    }

    @Test
    void refusesAStageNameThatBuildersWouldNotFind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stage.from("scratch").named("Build"));
    }
}
