package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.engine.assembly.AssemblyFixture;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.testing.Folder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistriesTest {

    private static final String HOST = "registry.example.com";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:5000, true",
        "127.0.0.1, true",
        "127.0.0.1:5000, true",
        "127.8.9.10:80, true",
        "'[::1]:5000', true",
        "allowed.example.com, true",
        "allowed.example.com:5000, false",
        "denied.example.com, false",
        "docker.io, false",
        "localhost.example.com, false",
        "notlocalhost, false",
        "127.0.0.1.example.com, false",
        "127.0.0.1:5000.example.com, false",
        "10.0.0.1:5000, false",
        "192.168.1.1, false",
        "0.0.0.0:5000, false",
        "'[::2]:5000', false",
    })
    void plainHttpIsForThisMachineAndForWhatWasAllowedByName(String host, boolean allowed) {
        Registries registries = AssemblyFixture.registries(
                List.of(settings("allowed.example.com", true), settings("denied.example.com", false)));
        assertThat(registries.isPlainAllowed(host)).isEqualTo(allowed);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the credential helper is a shell script")
    void loginsAreLookedForInOrder() throws RegistryException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DOCKER_CONFIG", folder.resolve("docker").toString(),
                "REGISTRY_AUTH_FILE", authFile("registry-auth-file.json", "REGISTRY_AUTH_FILE"),
                "XDG_RUNTIME_DIR", folder.resolve("runtime").toString(),
                "XDG_CONFIG_HOME", folder.resolve("home").toString()));
        authFile("docker/config.json", "docker");
        authFile("runtime/containers/auth.json", "podman-runtime");
        authFile("home/containers/auth.json", "podman-home");
        List<String> order = new ArrayList<>();
        order.add(user(all(Optional.of(new Credentials("configured", "p")), true, true, environment)));
        order.add(user(all(Optional.empty(), true, true, environment)));
        order.add(user(all(Optional.empty(), false, true, environment)));
        for (String variable : List.of("REGISTRY_AUTH_FILE", "DOCKER_CONFIG", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")) {
            order.add(user(all(Optional.empty(), false, false, environment)));
            environment.put(variable, "/nowhere");
        }
        assertThat(order)
                .containsExactly(
                        "configured",
                        "helper",
                        "settings",
                        "REGISTRY_AUTH_FILE",
                        "docker",
                        "podman-runtime",
                        "podman-home");
        assertThat(find(all(Optional.empty(), false, false, environment))).isEmpty();
    }

    @Test
    void theBuildToolIsAskedForTheHostThatIsUsedAndNoOther() throws RegistryException {
        List<String> asked = new ArrayList<>();
        Registries registries = new Registries(
                List.of(),
                host -> {
                    asked.add(host);
                    return Optional.empty();
                },
                Map.of("DOCKER_CONFIG", "/nowhere"),
                image -> CredentialLookup.none(""));
        assertThat(find(registries)).isEmpty();
        assertThat(asked).containsExactly(HOST);
    }

    @ParameterizedTest
    @CsvSource({"docker.io", "index.docker.io", "registry-1.docker.io"})
    void dockerHubIsKnownByAllItsNames(String written) throws RegistryException {
        Credentials login = new Credentials("ann", "p");
        Registries configured = AssemblyFixture.registries(
                List.of(new RegistrySettings(written, Optional.of(login), Optional.empty(), false)));
        Registries fromSettings = new Registries(
                List.of(),
                host -> host.equals(written) ? Optional.of(login) : Optional.empty(),
                Map.of(),
                one -> CredentialLookup.none(""));
        ImageReference image = ImageReference.parse("team/app", "");
        assertThat(new CredentialSources(configured).find(image).login()).contains(login);
        assertThat(new CredentialSources(fromSettings).find(image).login()).contains(login);
    }

    @Test
    void dockersConfigurationMayBeInAVariable() throws RegistryException {
        String auth = Base64.getEncoder().encodeToString("ci:s3cret".getBytes(StandardCharsets.UTF_8));
        Map<String, String> environment = Map.of(
                "DOCKER_CONFIG",
                "/nowhere",
                "DOCKER_AUTH_CONFIG",
                "{\"auths\": {\"" + HOST + "\": {\"auth\": \"" + auth + "\"}}}");
        Registries registries =
                new Registries(List.of(), host -> Optional.empty(), environment, image -> CredentialLookup.none(""));

        CredentialLookup found = new CredentialSources(registries).find(ImageReference.parse(HOST + "/team/app", ""));

        assertThat(found.login()).contains(new Credentials("ci", "s3cret"));
        assertThat(found.source()).isEqualTo("the environment variable DOCKER_AUTH_CONFIG");
        assertThat(registries.toString()).doesNotContain(auth);
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(new Credentials("ann", "s3cret"))
                .asString()
                .doesNotContain("s3cret")
                .contains("ann");
        assertThat(AssemblyFixture.registries(List.of(new RegistrySettings(
                                HOST, Optional.of(new Credentials("ann", "s3cret")), Optional.empty(), false)))
                        .toString())
                .doesNotContain("s3cret");
    }

    private Registries all(
            Optional<Credentials> login, boolean helper, boolean settings, Map<String, String> environment) {
        Optional<String> program = helper ? Optional.of(helper()) : Optional.empty();
        return new Registries(
                List.of(new RegistrySettings(HOST, login, program, false)),
                host -> settings ? Optional.of(new Credentials("settings", "p")) : Optional.empty(),
                environment,
                image -> CredentialLookup.none(""));
    }

    private static String user(Registries registries) throws RegistryException {
        return find(registries).map(Credentials::username).orElse("nobody");
    }

    private static Optional<Credentials> find(Registries registries) throws RegistryException {
        return new CredentialSources(registries).find(image()).login();
    }

    private static ImageReference image() {
        return ImageReference.parse(HOST + "/app", "");
    }

    private String helper() {
        Path program = new Folder(folder).file("docker-credential-fake", """
                #!/bin/sh
                cat >/dev/null
                echo '{"ServerURL":"x","Username":"helper","Secret":"p"}'
                """);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private String authFile(String name, String user) {
        String auth = Base64.getEncoder().encodeToString((user + ":p").getBytes(StandardCharsets.UTF_8));
        return new Folder(folder)
                .file(name, "{\"auths\":{\"" + HOST + "\":{\"auth\":\"" + auth + "\"}}}")
                .toString();
    }

    private static RegistrySettings settings(String host, boolean insecure) {
        return new RegistrySettings(host, Optional.empty(), Optional.empty(), insecure);
    }
}
