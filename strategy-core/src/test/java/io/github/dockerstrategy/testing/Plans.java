package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Builder.DependencyCache;
import io.github.dockerstrategy.project.MavenBuild;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.strategy.DockerOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a plan is made from, besides the image. */
public final class Plans {

    public static final DockerOptions NO_DOCKER_OPTIONS = new DockerOptions(
            "docker",
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            new DockerOptions.OwnDockerfile(
                    Path.of("/projects/shop/Dockerfile"), Path.of("/projects/shop"), Optional.of("runtime")));

    /** The build that we run in. */
    public static final Builder MAVEN = new Builder(
            "maven:3-eclipse-temurin-17",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            DependencyCache.MOUNT,
            Map.of());

    private Plans() {}

    /** No wishes but the program. */
    public static DockerOptions docker(String executable) {
        return new DockerOptions(
                executable,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                NO_DOCKER_OPTIONS.own());
    }

    /** What is wanted of a docker build. */
    public static DockerOptions dockerOptions(Map<String, String> buildArgs, List<String> additionalArgs) {
        return new DockerOptions(
                "docker",
                Map.of(),
                buildArgs,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                additionalArgs,
                NO_DOCKER_OPTIONS.own());
    }

    /** Commands that leave an artifact. */
    public static Builder builder(List<String> commands, Path artifact, ContainerPath into) {
        return new Builder(
                "golang:1", commands, Optional.of(artifact), Optional.of(into), DependencyCache.NONE, Map.of());
    }

    /** Properties that were typed, of every kind. */
    public static final UserProperties TYPED = new UserProperties(
            Map.of("docker-strategy.container.jvmFlags", "-Xmx1g,-Da=b c"),
            Map.of("docker-strategy.builder.from", "maven:3"),
            Map.of("maven.test.skip", "true"),
            Map.of("pwd", "hunter2", "repo.url", "https://ci:hunter2@example.com/"),
            "f1",
            List.of());

    /** A module {@code shop} of a reactor with a library that it needs and one that it does not. */
    public static MavenBuild maven(Path root) {
        return maven(root, UserProperties.NONE);
    }

    /** The same, with properties that were typed. */
    public static MavenBuild maven(Path root, UserProperties properties) {
        return new MavenBuild(
                root,
                "shop",
                "target/docker-strategy/layers",
                List.of("shop", "library"),
                List.of("pom.xml", "shop/pom.xml", "library/pom.xml", "other/pom.xml"),
                true,
                List.of("-Drevision=1 beta"),
                properties,
                List.of("package", "io.github.dockerstrategy:docker-strategy-maven-plugin:1.2.3:stage"),
                List.of(),
                root.resolve("m2"));
    }
}
