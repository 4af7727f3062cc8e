package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What a comparison hands on, and what it tells. */
class TypedPropertiesTest {

    private static final String VALUE = "abc123xyz";

    @Test
    void aSecretIsNeitherOnACommandLineNorInAReport() {
        TypedProperties typed = new TypedProperties(typed());

        assertThat(typed.forComparison()).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.hiddenInComparison()).hasSize(3).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.shown()).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.shown()).contains("-Ddocker-strategy.docker.buildArgs=…");
    }

    @Test
    void aSecretReachesTheBuildInItsEnvironment() {
        assertThat(new TypedProperties(typed()).environmentOfComparison().values())
                .containsExactlyInAnyOrder(VALUE, "NPM_TOKEN=" + VALUE, "DB_PASSWORD=" + VALUE);
    }

    @Test
    void whatConcernsDockerAndTheBuilderGoesOnAndTheComparisonsOwnDoesNot() {
        assertThat(new TypedProperties(typed()).forComparison())
                .containsExactly(
                        "-Ddocker-strategy.builder.from=maven:3",
                        "-Ddocker-strategy.docker.executable=podman",
                        "-Dgreeting=hello");
    }

    private static Properties typed() {
        Properties typed = new Properties();
        typed.setProperty("greeting", "hello");
        typed.setProperty("my.password", VALUE);
        typed.setProperty("docker-strategy.docker.buildArgs", "NPM_TOKEN=" + VALUE);
        typed.setProperty("docker-strategy.container.environment", "DB_PASSWORD=" + VALUE);
        typed.setProperty("docker-strategy.docker.executable", "podman");
        typed.setProperty("docker-strategy.builder.from", "maven:3");
        typed.setProperty("docker-strategy.strategy", "jib");
        typed.setProperty("docker-strategy.output", "registry");
        typed.setProperty("docker-strategy.compare.repeats", "3");
        typed.setProperty("image", "registry.example.com/team/app");
        typed.setProperty("maven.repo.local", "/m2");
        return typed;
    }
}
