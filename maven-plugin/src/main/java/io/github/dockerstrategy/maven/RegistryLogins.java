package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.engine.jib.Login;
import io.github.dockerstrategy.engine.jib.Registries;
import io.github.dockerstrategy.engine.jib.RegistrySettings;
import io.github.dockerstrategy.maven.config.RegistryParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** The registries in the POM and the logins and proxies in settings.xml. */
record RegistryLogins(AbstractImageMojo mojo) {

    Registries registries() {
        useProxies();
        List<RegistrySettings> configured = mojo.registries.stream()
                .map(registry -> new RegistrySettings(
                        Optional.ofNullable(registry.host).orElse(""),
                        login(registry.username, registry.password),
                        Optional.ofNullable(registry.credHelper),
                        Boolean.TRUE.equals(registry.insecure)))
                .toList();
        return new Registries(configured, this::fromSettings, System.getenv());
    }

    /** What is wrong with the registries in the POM. */
    void check(Problems problems) {
        for (RegistryParameters registry : mojo.registries) {
            if (registry.host == null) {
                problems.add(Problem.of(
                        "missing-value",
                        "A registry has no host.",
                        "<registries><registry><host>",
                        "write the host, and the port if there is one, as in image names: registry.example.com:5000"));
            } else if (registry.username == null != (registry.password == null)) {
                problems.add(Problem.of(
                        "half-a-login",
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

    private static Optional<Login> login(@Nullable String username, @Nullable String password) {
        return username == null || password == null ? Optional.empty() : Optional.of(new Login(username, password));
    }

    /** Decrypts this one server only: others may be encrypted with a master password that is not here. */
    private Optional<Login> fromSettings(String host) {
        Server server = mojo.session.getSettings().getServer(host);
        if (server == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = mojo.settingsDecrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        for (SettingsProblem problem : result.getProblems()) {
            if (problem.getSeverity() != SettingsProblem.Severity.WARNING) {
                throw new ProblemException(Problem.ofEnvironment(
                        "settings-decryption",
                        "Cannot decrypt the password of the server '" + host + "': " + problem.getMessage() + ".",
                        "settings.xml, settings-security.xml",
                        "encrypt it again with 'mvn --encrypt-password', or use 'docker login " + host + "'"));
            }
        }
        return login(result.getServer().getUsername(), result.getServer().getPassword());
    }

    /** The HTTP client reads the JVM's proxy properties; what the user set there himself stays. */
    private void useProxies() {
        for (Proxy proxy : mojo.session.getSettings().getProxies()) {
            if (proxy.isActive() && System.getProperty(proxy.getProtocol() + ".proxyHost") == null) {
                Proxy decrypted = mojo.settingsDecrypter
                        .decrypt(new DefaultSettingsDecryptionRequest(proxy))
                        .getProxy();
                set(proxy.getProtocol() + ".proxyHost", decrypted.getHost());
                set(proxy.getProtocol() + ".proxyPort", Integer.toString(decrypted.getPort()));
                set(proxy.getProtocol() + ".proxyUser", decrypted.getUsername());
                set(proxy.getProtocol() + ".proxyPassword", decrypted.getPassword());
                set("http.nonProxyHosts", decrypted.getNonProxyHosts());
            }
        }
    }

    private static void set(String name, @Nullable String value) {
        if (value != null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
