package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A login to a registry is found wherever people keep theirs, and never shown. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class RegistryLoginIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final String HOST = ENV.registryWithLogin();

    @TempDir
    private Path home;

    @Test
    void takesItFromThePom() {
        Workspace workspace = sample();
        workspace.edit(
                "pom.xml",
                pom -> pom.replace(
                        "<builder>",
                        "<registries><registry><host>" + HOST + "</host><username>" + ENV.user()
                                + "</username><password>" + ENV.password()
                                + "</password></registry></registries><builder>"));

        assertPushes("pom", maven(workspace, "pom"));
    }

    @Test
    void takesItFromAServerInTheSettings() {
        assertPushes("settings", maven(sample(), "settings").server(HOST, ENV.user(), ENV.password()));
    }

    @Test
    void decryptsTheOneServerThatItNeeds() throws IOException {
        Workspace workspace = sample();
        Path security = home.resolve("settings-security.xml");
        MavenRun maven = workspace.maven().with("settings.security", security.toString());
        String master = encrypted(maven, "--encrypt-master-password", "one to rule them all");
        Files.writeString(security, "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
        String password = encrypted(maven, "--encrypt-password", ENV.password());

        MavenRun run = maven(workspace, "encrypted")
                .with("settings.security", security.toString())
                .server("unrelated", "somebody", "{this is not to be decrypted=}")
                .server(HOST, ENV.user(), password);

        assertPushes("encrypted", run);
    }

    @Test
    void takesItFromDockersConfiguration() throws IOException {
        Files.writeString(home.resolve("config.json"), auths());

        assertPushes("docker", maven(sample(), "docker"));
    }

    @Test
    void takesItFromPodmansConfiguration() throws IOException {
        Path file = Files.writeString(home.resolve("auth.json"), auths());

        assertPushes("podman", maven(sample(), "podman").environment("REGISTRY_AUTH_FILE", file.toString()));
    }

    @Test
    void asksTheCredentialHelperThatDockersConfigurationNames() throws IOException {
        Files.writeString(home.resolve("config.json"), "{\"credHelpers\": {\"" + HOST + "\": \"test-samples\"}}");
        Path helper = Files.writeString(
                home.resolve("docker-credential-test-samples"), """
                #!/bin/sh
                read -r host
                printf '{"ServerURL":"%%s","Username":"%s","Secret":"%s"}' "$host"
                """.formatted(ENV.user(), ENV.password()));
        assertThat(helper.toFile().setExecutable(true)).isTrue();
        String path = home + ":" + System.getenv("PATH");

        assertPushes("helper", maven(sample(), "helper").environment("PATH", path));
    }

    @Test
    void saysWhereItLookedWhenThereIsNone() {
        BuildLog log = maven(sample(), "nobody").fail("package");

        log.showsError(HOST, "<server>", "<id>" + HOST + "</id>", "docker login " + HOST);
        assertThat(RegistryProbe.withLogin(ENV).has("it/login", "nobody")).isFalse();
    }

    @Test
    void saysThatAPasswordIsWrongWithoutShowingIt() {
        BuildLog log = maven(sample(), "wrong")
                .server(HOST, ENV.user(), "guessed-wrong")
                .fail("package");

        log.showsError(
                HOST,
                "rejected the credentials of " + ENV.user() + " from settings.xml",
                "credentials that it accepts");
        log.hides("guessed-wrong");
        assertThat(RegistryProbe.withLogin(ENV).has("it/login", "wrong")).isFalse();
    }

    /** Three small files on nothing: what is tested is the way into the registry. */
    private static Workspace sample() {
        return Workspace.copyOf("builder-shell");
    }

    private MavenRun maven(Workspace workspace, String tag) {
        return workspace
                .maven()
                .with("docker-strategy.from", "scratch")
                .with("docker-strategy.output", "registry")
                .with("image", HOST + "/it/login:" + tag)
                .environment("HOME", home.toString())
                .environment("DOCKER_CONFIG", home.toString())
                .environment("XDG_RUNTIME_DIR", "")
                .environment("XDG_CONFIG_HOME", home.toString())
                .environment("REGISTRY_AUTH_FILE", "");
    }

    private static void assertPushes(String tag, MavenRun run) {
        BuildLog log = run.succeed("package");

        log.shows("Pushed " + HOST + "/it/login:" + tag);
        log.hides(ENV.password());
        assertThat(RegistryProbe.withLogin(ENV).has("it/login", tag)).isTrue();
    }

    private static String auths() {
        String login = Base64.getEncoder()
                .encodeToString((ENV.user() + ":" + ENV.password()).getBytes(StandardCharsets.UTF_8));
        return "{\"auths\": {\"" + HOST + "\": {\"auth\": \"" + login + "\"}}}";
    }

    private static String encrypted(MavenRun maven, String option, String password) {
        String output = maven.option(option).run(password).orFail("mvn " + option);
        return output.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing encrypted in " + output));
    }
}
