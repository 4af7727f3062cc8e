package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RuntimeInstructionsTest {

    private static final List<Instruction> LAYERS =
            List.of(new Comment("The application."), Add.of("dependencies.tar", "/"), Add.of("classes.tar", "/"));

    @Test
    void saysAllThatAnImageHolds() {
        ContainerConfig config = new ContainerConfig(
                Optional.of(List.of("java", "@/app/launch.args")),
                Optional.of(List.of("--port=8080")),
                Map.of("LANG", "C.UTF-8"),
                new TreeSet<>(Port.parse("8080-8081", "test")),
                Map.of("org.opencontainers.image.version", "1.0"),
                new TreeSet<>(List.of(new ContainerPath("/data"))),
                Optional.of("65532:65532"),
                Optional.of(new ContainerPath("/app")),
                Optional.of(new HealthCheck(
                        List.of("/app/check"),
                        false,
                        Optional.of(Duration.ofSeconds(10)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(5))));

        assertThat(fileFor(config, List.of("apt-get update", "apt-get install -y curl")))
                .hasToString("""
                    FROM debian:12

                    # What is installed on top of the base image.
                    USER 0
                    RUN apt-get update
                    RUN apt-get install -y curl

                    # How a container starts.
                    ENV LANG="C.UTF-8"
                    EXPOSE 8080/tcp 8081/tcp
                    HEALTHCHECK --interval=10s --retries=5 \\
                        CMD ["/app/check"]
                    ENTRYPOINT ["java", "@/app/launch.args"]
                    CMD ["--port=8080"]

                    # The application.
                    ADD dependencies.tar /
                    ADD classes.tar /

                    # Labels and user.
                    LABEL org.opencontainers.image.version="1.0"
                    WORKDIR /app
                    VOLUME ["/data"]
                    USER 65532:65532
                    """);
    }

    @Test
    void saysNothingOfWhatTheBaseDecides() {
        assertThat(fileFor(ContainerConfig.inherited(), List.of())).hasToString("""
            FROM debian:12

            # The application.
            ADD dependencies.tar /
            ADD classes.tar /
            """);
    }

    @Test
    void leavesTheBasesUserAloneWhereTheImageHasNoneOfItsOwn() {
        assertThat(fileFor(ContainerConfig.inherited(), List.of("touch /x")).text())
                .contains("RUN touch /x")
                .doesNotContain("USER");
    }

    private static Dockerfile fileFor(ContainerConfig config, List<String> run) {
        ImageSpec image = new ImageSpec(
                ImageReference.parse("app:1", "test"),
                List.of(),
                new BaseReference.Registry(ImageReference.parse("debian:12", "test")),
                List.of(Platform.LINUX_AMD64),
                config,
                run,
                Instant.EPOCH,
                ManifestSpec.DEFAULT);
        return Dockerfile.of(
                Stage.from("debian:12").with(RuntimeInstructions.of(image).around(LAYERS)));
    }
}
