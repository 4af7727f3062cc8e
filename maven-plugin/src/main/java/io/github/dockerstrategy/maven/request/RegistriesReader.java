package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.engine.jib.CloudCredentials;
import io.github.dockerstrategy.maven.config.RegistryParameters;
import io.github.dockerstrategy.maven.log.MavenLogSink;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.Credentials;
import io.github.dockerstrategy.oci.registry.HttpProxy;
import io.github.dockerstrategy.oci.registry.ProxyVariables;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistrySettings;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** The registries in the POM and the logins and proxies in settings.xml. */
public record RegistriesReader(GoalContext goal) {

    private static final String PROTOCOL_NAME = "registry-1.docker.io";

    /** One registry with several names: in image names, in its protocol, and in what docker's login writes. */
    private static final List<String> DOCKER_HUB = List.of("docker.io", PROTOCOL_NAME, "index.docker.io");

    /** The JDK's own default, too. */
    private static final String LOOPBACK = "localhost|127.*|[::1]";

    public Registries registries() {
        List<RegistrySettings> configured = goal.parameters().registries().stream()
                .map(registry -> new RegistrySettings(
                        DOCKER_HUB.contains(registry.host) ? PROTOCOL_NAME : String.valueOf(registry.host),
                        login(registry.username, registry.password),
                        Optional.ofNullable(registry.credHelper),
                        Boolean.TRUE.equals(registry.insecure)))
                .toList();
        return new Registries(
                configured,
                this::fromSettings,
                System.getenv(),
                image -> CloudCredentials.find(image, System.getenv()),
                proxies(),
                goal.parameters().mirrors());
    }

    /** What is wrong with the registries in the POM. */
    void check(Problems problems) {
        goal.parameters()
                .mirrors()
                .forEach((host, mirror) -> problems.collect(
                        () -> ImageReference.parseRepository(mirror + "/image", "<mirrors><" + host + ">")));
        for (RegistryParameters registry : goal.parameters().registries()) {
            if (registry.host == null) {
                problems.add(Problem.of(
                        "missing-value",
                        "A registry has no host.",
                        "<registries><registry><host>",
                        "write the host, and the port if there is one, as in image names: registry.example.com:5000"));
            } else if (registry.username == null != (registry.password == null)) {
                problems.add(Problem.of(
                        "incomplete-credentials",
                        "The registry '" + registry.host + "' has a "
                                + (registry.username == null
                                        ? "password but no username."
                                        : "username but no password."),
                        "<registries><registry>",
                        "write both; or none, and keep them in a <server> of settings.xml with the id "
                                + registry.host));
            }
        }
    }

    private static Optional<Credentials> login(@Nullable String username, @Nullable String password) {
        return username == null || password == null
                ? Optional.empty()
                : Optional.of(new Credentials(username, password));
    }

    /** Decrypts this one server only: others may be encrypted with a master password that is not here. */
    private Optional<Credentials> fromSettings(String host) {
        List<String> names = DOCKER_HUB.contains(host) ? DOCKER_HUB : List.of(host);
        Server server = names.stream()
                .map(goal.session().getSettings()::getServer)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (server == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result =
                goal.components().settingsDecrypter().decrypt(new DefaultSettingsDecryptionRequest(server));
        failure(result).ifPresent(problem -> {
            throw new ProblemException(Problem.ofEnvironment(
                    "settings-decryption",
                    "Cannot decrypt the password of the server '" + server.getId() + "': " + problem.getMessage() + ".",
                    "settings.xml, settings-security.xml",
                    "encrypt it again with 'mvn --encrypt-password', or use 'docker login " + server.getId() + "'"));
        });
        return login(result.getServer().getUsername(), result.getServer().getPassword());
    }

    /** Those of settings.xml, else those of the environment; none where the user has set one for the whole JVM. */
    private List<HttpProxy> proxies() {
        List<HttpProxy> all = goal.session().getSettings().getProxies().stream()
                .filter(proxy -> proxy.isActive() && System.getProperty(proxy.getProtocol() + ".proxyHost") == null)
                .map(this::proxy)
                .collect(Collectors.toCollection(ArrayList::new));
        Set<String> schemes = all.stream().map(HttpProxy::scheme).collect(Collectors.toSet());
        new ProxyVariables(System.getenv())
                .proxies().stream()
                        .filter(proxy -> !schemes.contains(proxy.scheme()))
                        .forEach(all::add);
        return all;
    }

    private HttpProxy proxy(Proxy proxy) {
        String direct = proxy.getNonProxyHosts() == null ? LOOPBACK : proxy.getNonProxyHosts();
        return new HttpProxy(
                proxy.getProtocol(),
                proxy.getHost(),
                proxy.getPort(),
                List.of(direct.split("[|,]")),
                credentials(proxy));
    }

    /** A proxy that is not used in the end need not be decryptable: it is only left without its credentials. */
    private Optional<Credentials> credentials(Proxy proxy) {
        SettingsDecryptionResult result =
                goal.components().settingsDecrypter().decrypt(new DefaultSettingsDecryptionRequest(proxy));
        Optional<SettingsProblem> failure = failure(result);
        failure.ifPresent(
                problem -> MavenLogSink.log(goal.log()).proxyWithoutCredentials(proxy.getId(), problem.getMessage()));
        return failure.isPresent()
                ? Optional.empty()
                : login(result.getProxy().getUsername(), result.getProxy().getPassword());
    }

    private static Optional<SettingsProblem> failure(SettingsDecryptionResult result) {
        return result.getProblems().stream()
                .filter(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING)
                .findFirst();
    }
}
