package io.github.dockerstrategy.oci.registry;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.oci.ImageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How registries are reached and logged in to. A login is looked for in this order: written in the configuration, the configured
 * credential helper, the build tool's own settings, the environment variable {@code DOCKER_AUTH_CONFIG}, docker's and podman's configuration files, helpers known for the host.
 *
 * @param configured what was configured, one entry a host
 * @param toolSettings the build tool's logins by host; asked only for a host that is used, so that nothing else is decrypted
 * @param environment environment variables, for the places of configuration files
 * @param cloud credentials of cloud providers' own tools; asked last
 * @param proxies proxies of the build tool or the environment; empty if the JVM's own settings count
 * @param mirrors where base images of a registry are pulled from, by host: a host, with the start of a path if there is one
 */
public record Registries(
        List<RegistrySettings> configured,
        Function<String, Optional<Credentials>> toolSettings,
        Map<String, String> environment,
        Function<ImageReference, CredentialLookup> cloud,
        List<HttpProxy> proxies,
        Map<String, String> mirrors) {

    static final String AUTH_CONFIG = "DOCKER_AUTH_CONFIG";

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    /** The last is what docker keeps its login under. */
    private static final List<String> DOCKER_HUB = List.of(
            "docker.io",
            "index.docker.io",
            "registry-1.docker.io",
            "registry.hub.docker.com",
            "https://index.docker.io/v1/");

    public Registries {
        configured = List.copyOf(configured);
        environment = Map.copyOf(environment);
        proxies = List.copyOf(proxies);
        mirrors = Map.copyOf(mirrors);
    }

    /** Registries that are reached as the JVM's own settings say. */
    public Registries(
            List<RegistrySettings> configured,
            Function<String, Optional<Credentials>> toolSettings,
            Map<String, String> environment,
            Function<ImageReference, CredentialLookup> cloud) {
        this(configured, toolSettings, environment, cloud, List.of(), Map.of());
    }

    /** The image where its registry's mirror has it; empty if there is no mirror. */
    Optional<ImageReference> mirror(ImageReference image) {
        return names(image.registry()).stream()
                .filter(mirrors::containsKey)
                .map(mirrors::get)
                .findFirst()
                .map(mirror -> ImageReference.parse(mirror + "/" + image.repository(), parameter("mirrors")));
    }

    /** Docker's configuration in a variable, as GitLab and newer docker CLIs have it; empty if it is not set. */
    Optional<String> authConfig() {
        return variable(AUTH_CONFIG);
    }

    /** Whether {@code host} is this machine, which needs no network. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** Whether plain HTTP may be spoken to {@code host}: on this machine itself, or where it was allowed by name. */
    public boolean isPlainAllowed(String host) {
        return isLoopback(host)
                || settings(host).map(RegistrySettings::insecure).orElse(false);
    }

    /** Docker Hub has several names, and the one that people write is not the one it is reached by. */
    Optional<RegistrySettings> settings(String host) {
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = names(host);
        return configured.stream()
                .filter(settings -> names.contains(settings.host()))
                .findFirst();
    }

    /** All names of a registry, the one that was used first. */
    static List<String> names(String host) {
        if (!DOCKER_HUB.contains(host)) {
            return List.of(host);
        }
        List<String> names = new ArrayList<>(List.of(host));
        DOCKER_HUB.stream().filter(name -> !name.equals(host)).forEach(names::add);
        return names;
    }

    /** Docker's file, and podman's in the places that its manual names (containers-auth.json(5)). */
    List<Path> configFiles() {
        Path home = Path.of(System.getProperty("user.home", ""));
        List<Path> files = new ArrayList<>();
        variable("REGISTRY_AUTH_FILE").map(Path::of).ifPresent(files::add);
        files.add(variable("DOCKER_CONFIG")
                .map(Path::of)
                .orElse(home.resolve(".docker"))
                .resolve("config.json"));
        variable("XDG_RUNTIME_DIR")
                .map(folder -> Path.of(folder, "containers", "auth.json"))
                .ifPresent(files::add);
        files.add(variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElse(home.resolve(".config"))
                .resolve("containers")
                .resolve("auth.json"));
        return files;
    }

    /** Without the environment, which has secrets. */
    @Override
    public String toString() {
        return "Registries" + configured;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
