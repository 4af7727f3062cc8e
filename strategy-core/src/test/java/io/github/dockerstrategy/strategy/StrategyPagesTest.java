package io.github.dockerstrategy.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.DockerOptions.OwnDockerfile;
import io.github.dockerstrategy.testing.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Dockerfiles in the strategies' pages are what the strategies write, for the sample multi-module. */
class StrategyPagesTest {

    private static final Path ROOT = Path.of("/src/multi-module");
    private static final Path MODULE = ROOT.resolve("app");
    private static final Path TARGET = MODULE.resolve("target");

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "multi-stage", "builder-pattern", "builder-jib"})
    void showTheFilesThatAreWritten(String strategy) {
        for (Step step : Strategies.builtIn().named(strategy).plan(request()).steps()) {
            if (step instanceof Step.WriteFile file) {
                Documents.assertHolds(
                        "strategies/" + strategy + ".md",
                        String.valueOf(file.file().getFileName()),
                        file.text());
            }
        }
    }

    @Test
    void thereIsOneForEachStrategy() {
        assertThat(Strategies.builtIn().names())
                .allSatisfy(name -> assertThat(Path.of("..", "docs", "strategies", name + ".md"))
                        .isRegularFile());
    }

    @Test
    void theSampleIsThere() {
        assertThat(Files.isRegularFile(Path.of("..", "it-projects", "multi-module", "app", "pom.xml")))
                .isTrue();
    }

    private static BuildRequest request() {
        return new BuildRequest(
                project(),
                new Builder(
                        "maven:3.9-eclipse-temurin-17",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Builder.DependencyCache.LAYER,
                        Map.of()),
                ApplicationKind.EXPLODED,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                image(),
                Destination.below(TARGET.resolve("docker-strategy"), Output.DAEMON),
                new DockerOptions(
                        "docker",
                        Map.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        new OwnDockerfile(MODULE.resolve("Dockerfile"), MODULE, Optional.empty())),
                TARGET.resolve("docker-strategy"),
                image().created());
    }

    private static ProjectFacts project() {
        return new ProjectFacts(
                new Coordinates("io.github.dockerstrategy.samples", "app", "1.0.0-SNAPSHOT"),
                "jar",
                MODULE,
                TARGET,
                17,
                true,
                () -> Command.of(ROOT, List.of("mvn")),
                () -> new MavenBuild(
                        ROOT,
                        "app",
                        "target/docker-strategy/layers",
                        List.of("app", "", "greeter-core", "greeter-api"),
                        List.of(
                                "pom.xml",
                                "greeter-api/pom.xml",
                                "greeter-core/pom.xml",
                                "app/pom.xml",
                                "worker/pom.xml"),
                        false,
                        List.of("-pl", "io.github.dockerstrategy.samples:app", "-am", "-DskipTests"),
                        UserProperties.NONE,
                        List.of(
                                "package",
                                "io.github.dockerstrategy:docker-strategy-maven-plugin:0.1.0-SNAPSHOT:stage"),
                        List.of("io/github/dockerstrategy/…"),
                        Path.of("/repository")));
    }

    private static ImageSpec image() {
        return new ImageSpec(
                ImageReference.parse("multi-module-app:latest", "image"),
                List.of(),
                new BaseReference.Registry(ImageReference.parse("eclipse-temurin:17-jre", "from")),
                List.of(Platform.LINUX_AMD64),
                new ContainerConfig(
                        Optional.of(List.of("java", "@/app/launch.args")),
                        Optional.empty(),
                        Map.of(),
                        new TreeSet<>(List.of(new Port(8080, Port.Protocol.TCP))),
                        labels(),
                        new TreeSet<>(),
                        Optional.of("65532:65532"),
                        Optional.empty(),
                        Optional.empty()),
                List.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                ManifestSpec.DEFAULT);
    }

    /** In the order that the plugin puts them in. */
    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("org.opencontainers.image.title", "Greeter App");
        labels.put("org.opencontainers.image.description", "The greeter as an HTTP service.");
        labels.put("org.opencontainers.image.version", "1.0.0-SNAPSHOT");
        return labels;
    }
}
