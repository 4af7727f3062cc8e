package io.github.dockerstrategy.maven.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.child.SecretFingerprint;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.UserProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed on, and what is told; any value may be a secret, whatever it is called. */
class TypedPropertiesTest {

    private static final String VALUE = "abc123xyz";
    private static final String URL = "https://ci:" + VALUE + "@repo.example.com/maven";

    @TempDir
    Path cache;

    @Test
    void noValueIsOnACommandLineOrInAReport() {
        TypedProperties typed = new TypedProperties(typed());

        assertThat(typed.argumentsOfComparison(name -> false)).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.arguments(name -> false)).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.shown()).noneMatch(argument -> argument.contains(VALUE));
        assertThat(typed.shown()).contains("-Ddocker-strategy.docker.buildArgs=…", "-Dpin=…", "-Dgreeting=…");
    }

    @Test
    void allOfThemReachTheBuildInItsEnvironment() {
        assertThat(new TypedProperties(typed())
                        .environmentOfComparison(name -> false)
                        .values())
                .contains(VALUE, URL, "NPM_TOKEN=" + VALUE, "DB_PASSWORD=" + VALUE, "hello", "podman");
    }

    @Test
    void aSwitchAndWhatAProfileWaitsForTellNothing() {
        TypedProperties typed = new TypedProperties(typed());

        assertThat(typed.isOpen("fast", Set.of())).isTrue();
        assertThat(typed.isOpen("greeting", Set.of("greeting=hello"))).isTrue();
        assertThat(typed.isOpen("greeting", Set.of("greeting=bye"))).isFalse();
    }

    /** Maven 3.8 does not start with a style.color that is a variable, nor does a proxy have such a name. */
    @Test
    void whatMavenReadsBeforeItReplacesVariablesIsPassedAsItIs() {
        Properties typed = new Properties();
        typed.setProperty("style.color", "never");
        typed.setProperty("http.proxyHost", "proxy.example.com");
        typed.setProperty("maven.wagon.http.readTimeout", "1000");
        typed.setProperty("javax.net.ssl.trustStorePassword", "changeit");
        TypedProperties properties = new TypedProperties(typed);

        assertThat(properties.arguments(name -> properties.isOpen(name, Set.of())))
                .contains(
                        "-Dstyle.color=never",
                        "-Dhttp.proxyHost=proxy.example.com",
                        "-Dmaven.wagon.http.readTimeout=1000")
                .noneMatch(argument -> argument.contains("changeit"));
    }

    @Test
    void aContainerGetsOurParametersSwitchesAndHiddenTheRest() {
        UserProperties properties = new TypedProperties(typed()).forContainer(List.of(), text -> "f");

        assertThat(properties.parameters()).containsOnlyKeys("docker-strategy.container.mainClass");
        assertThat(properties.builderParameters()).containsOnlyKeys("docker-strategy.builder.from", "image");
        assertThat(properties.open()).containsOnlyKeys("fast");
        assertThat(properties.hidden()).containsOnlyKeys("greeting", "my.password", "pwd", "pin", "repo.url");
        assertThat(properties.toString()).doesNotContain(VALUE);
    }

    @Test
    void whereSomeAreListedTheOthersAreLeftOut() {
        UserProperties properties =
                new TypedProperties(typed()).forContainer(List.of("greeting", "nothing"), text -> "f");

        assertThat(properties.open()).containsOnlyKeys("fast", "greeting");
        assertThat(properties.hidden()).isEmpty();
        assertThat(properties.leftOut()).containsExactly("my.password", "pin", "pwd", "repo.url");
    }

    @Test
    void aValueThatMavenWouldReadAsOthersIsRefused() {
        Properties typed = new Properties();
        typed.setProperty("a", "b -Dc=d");

        assertThatThrownBy(() -> new TypedProperties(typed).forContainer(List.of(), text -> "f"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("-Da cannot be passed to a container build");
    }

    @Test
    void aChildReadsWhatItsParentPutIntoTheEnvironment() {
        TypedProperties parent = new TypedProperties(typed());
        Properties asTyped = new Properties();
        for (String argument : parent.arguments(name -> false)) {
            asTyped.setProperty(
                    argument.substring(2, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
        }

        assertThat(TypedProperties.of(asTyped, parent.environment(name -> false))
                        .typed())
                .containsEntry("pwd", VALUE)
                .containsEntry("docker-strategy.container.mainClass", "com.example.Main");
    }

    @Test
    void aFingerprintTellsOtherValuesApartAndIsAnotherForEachUser(@TempDir Path others) {
        String first = new SecretFingerprint(cache).of("pin=1234");

        assertThat(new SecretFingerprint(cache).of("pin=1234")).isEqualTo(first);
        assertThat(new SecretFingerprint(cache).of("pin=1235")).isNotEqualTo(first);
        assertThat(new SecretFingerprint(others).of("pin=1234")).isNotEqualTo(first);
    }

    @Test
    void whatConcernsDockerAndTheBuilderGoesOnAndTheComparisonsOwnDoesNot() {
        assertThat(new TypedProperties(typed()).argumentsOfComparison(name -> true))
                .contains("-Ddocker-strategy.builder.from=maven:3", "-Ddocker-strategy.docker.executable=podman")
                .noneMatch(argument -> argument.matches(
                        "-D(image|maven.repo.local|docker-strategy.(strategy|output|compare.repeats))=.*"));
    }

    private static Properties typed() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("greeting", "hello"),
                Map.entry("fast", "true"),
                Map.entry("pwd", VALUE),
                Map.entry("pin", VALUE),
                Map.entry("repo.url", URL),
                Map.entry("my.password", VALUE),
                Map.entry("style.color", "never"),
                Map.entry("docker-strategy.container.mainClass", "com.example.Main"),
                Map.entry("docker-strategy.docker.buildArgs", "NPM_TOKEN=" + VALUE),
                Map.entry("docker-strategy.container.environment", "DB_PASSWORD=" + VALUE),
                Map.entry("docker-strategy.docker.executable", "podman"),
                Map.entry("docker-strategy.builder.from", "maven:3"),
                Map.entry("docker-strategy.strategy", "jib"),
                Map.entry("docker-strategy.output", "registry"),
                Map.entry("docker-strategy.compare.repeats", "3"),
                Map.entry("image", "registry.example.com/team/app"),
                Map.entry("maven.repo.local", "/m2"));
        Properties typed = new Properties();
        typed.putAll(all);
        return typed;
    }
}
