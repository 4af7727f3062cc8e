package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.RegistryAliasGroup;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.engine.oci.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How registries are reached and logged in to. A login is looked for in this order: written in the configuration, the configured
 * credential helper, the build tool's own settings, docker's and podman's configuration files, helpers known for the host.
 *
 * @param configured what was configured, one entry a host
 * @param toolSettings the build tool's logins by host; asked only for a host that is used, so that nothing else is decrypted
 * @param environment environment variables, for the places of configuration files
 */
public record Registries(
        List<RegistrySettings> configured,
        Function<String, Optional<Login>> toolSettings,
        Map<String, String> environment) {

    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?");

    public Registries {
        configured = List.copyOf(configured);
        environment = Map.copyOf(environment);
    }

    /** Whether plain HTTP may be spoken to {@code host}: on this machine itself, or where it was allowed by name. */
    public boolean isPlainAllowed(String host) {
        return LOOPBACK.matcher(host).matches()
                || settings(host).map(RegistrySettings::insecure).orElse(false);
    }

    /** Where to look for a login for {@code image}, in order. */
    List<CredentialRetriever> retrievers(ImageReference image, Consumer<LogEvent> log) {
        String host = image.getRegistry();
        CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(image, log, environment);
        List<CredentialRetriever> retrievers = new ArrayList<>();
        settings(host).flatMap(RegistrySettings::login).ifPresent(login -> retrievers.add(() -> credential(login)));
        settings(host)
                .flatMap(RegistrySettings::credHelper)
                .ifPresent(helper -> retrievers.add(factory.dockerCredentialHelper(program(helper))));
        RegistryAliasGroup.getAliasesGroup(host)
                .forEach(name -> retrievers.add(() -> toolSettings.apply(name).flatMap(Registries::credential)));
        configFiles().forEach(file -> retrievers.add(factory.dockerConfig(file)));
        retrievers.add(factory.wellKnownCredentialHelpers());
        return retrievers;
    }

    /** The first login that is found for {@code image}. */
    Optional<Credential> login(ImageReference image, Consumer<LogEvent> log) throws CredentialRetrievalException {
        for (CredentialRetriever retriever : retrievers(image, log)) {
            Optional<Credential> found = retriever.retrieve();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Docker Hub has several names, and the one that people write is not the one it is reached by. */
    private Optional<RegistrySettings> settings(String host) {
        if (configured.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = RegistryAliasGroup.getAliasesGroup(host);
        return configured.stream()
                .filter(settings -> names.contains(settings.host()))
                .findFirst();
    }

    private static Optional<Credential> credential(Login login) {
        return Optional.of(Credential.from(login.username(), login.password()));
    }

    private static String program(String helper) {
        return helper.indexOf('/') >= 0 ? helper : "docker-credential-" + helper;
    }

    /** Docker's file, and podman's in the places that its manual names (containers-auth.json(5)). */
    private List<Path> configFiles() {
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

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }
}
