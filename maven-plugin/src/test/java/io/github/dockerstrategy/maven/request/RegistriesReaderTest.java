package io.github.dockerstrategy.maven.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.maven.FakeDecrypter;
import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.oci.registry.Credentials;
import io.github.dockerstrategy.oci.registry.HttpProxy;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.problem.ProblemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistriesReaderTest {

    private static final List<String> PROXY_PROPERTIES = List.of("https.proxyHost", "http.proxyHost");

    @TempDir
    Path basedir;

    private final FakeDecrypter decrypter = new FakeDecrypter();
    private final Map<String, String> before = new TreeMap<>();

    @BeforeEach
    void forgetTheProxiesOfThisMachine() {
        for (String name : PROXY_PROPERTIES) {
            String value = System.getProperty(name);
            if (value != null) {
                before.put(name, value);
            }
            System.clearProperty(name);
        }
    }

    @AfterEach
    void rememberThemAgain() {
        PROXY_PROPERTIES.forEach(System::clearProperty);
        before.forEach(System::setProperty);
    }

    @Test
    void onlyTheServerThatIsNeededIsDecrypted() {
        Registries registries = logins(
                        module().run(request -> request.addServer(server("unrelated.example.com", "{broken}"))
                                .addServer(server("registry.example.com", "{open sesame}"))))
                .registries();

        assertThat(decrypter.asked).isEmpty();
        assertThat(registries.toolSettings().apply("registry.example.com"))
                .contains(new Credentials("robot", "open sesame"));
        assertThat(registries.toolSettings().apply("localhost:5000")).isEmpty();
        assertThat(decrypter.asked).containsExactly("registry.example.com");
    }

    @Test
    void aServerThatCannotBeDecryptedIsAClearError() {
        Registries registries = logins(module().run(request -> request.addServer(server("r.example.com", "{broken}"))))
                .registries();

        assertThatThrownBy(() -> registries.toolSettings().apply("r.example.com"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.isProjectsToFix()).isFalse())
                .hasMessageContainingAll(
                        "Cannot decrypt the password of the server 'r.example.com': no master password.",
                        "settings-security.xml",
                        "docker login r.example.com")
                .hasMessageNotContaining("{broken}");
    }

    @Test
    void dockerHubIsFoundByEachOfItsNames() {
        for (String name : List.of("docker.io", "registry-1.docker.io", "index.docker.io")) {
            Registries registries = logins(module().run(request -> request.addServer(server(name, "secret"))))
                    .registries();
            assertThat(registries.toolSettings().apply("registry-1.docker.io"))
                    .as(name)
                    .isPresent();
        }
        assertThat(logins(module().configuration(
                                        "<registries><registry><host>docker.io</host></registry></registries>"))
                        .registries()
                        .configured()
                        .get(0)
                        .host())
                .isEqualTo("registry-1.docker.io");
    }

    @Test
    void aServerWithoutAPasswordIsNoLogin() {
        Server keyOnly = server("r.example.com", "");
        keyOnly.setUsername(null);

        assertThat(logins(module().run(request -> request.addServer(keyOnly)))
                        .registries()
                        .toolSettings()
                        .apply("r.example.com"))
                .isEmpty();
    }

    @Test
    void theActiveProxiesOfSettingsAreUsedWithTheirCredentials() {
        Registries registries = logins(module().run(request -> request.addProxy(proxy("off", "http", "{broken}", false))
                        .addProxy(proxy("on", "https", "{secret}", true))))
                .registries();

        assertThat(registries.proxies())
                .containsExactly(new HttpProxy(
                        "https",
                        "proxy.example.com",
                        3128,
                        List.of("localhost", "*.example.com"),
                        Optional.of(new Credentials("robot", "secret"))));
        assertThat(decrypter.asked).containsExactly("on");
    }

    @Test
    void proxiesAreNotSetForTheWholeJvm() {
        Map<Object, Object> before = new HashMap<>(System.getProperties());
        logins(module().run(request -> request.addProxy(proxy("on", "https", "{secret}", true))))
                .registries();
        assertThat(System.getProperties()).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void aProxyThatTheUserSetStays() {
        System.setProperty("https.proxyHost", "mine");
        Registries registries = logins(
                        module().run(request -> request.addProxy(proxy("on", "https", "{secret}", true))))
                .registries();

        assertThat(registries.proxies()).isEmpty();
        assertThat(decrypter.asked).isEmpty();
    }

    @Test
    void aProxyThatCannotBeDecryptedIsUsedWithoutItsCredentials() {
        Registries registries = logins(
                        module().run(request -> request.addProxy(proxy("on", "https", "{broken}", true))))
                .registries();

        assertThat(registries.proxies()).singleElement().satisfies(proxy -> {
            assertThat(proxy.host()).isEqualTo("proxy.example.com");
            assertThat(proxy.credentials()).isEmpty();
        });
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }

    private RegistriesReader logins(TestModule module) {
        AbstractImageMojo mojo = module.mojo();
        decrypt(mojo);
        return new RegistriesReader(TestModule.context(mojo));
    }

    @SuppressWarnings("UnnecessaryAssignment") // nothing injects here
    private void decrypt(AbstractImageMojo mojo) {
        mojo.settingsDecrypter = decrypter;
    }

    private static Server server(String id, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername("robot");
        server.setPassword(password);
        return server;
    }

    private static Proxy proxy(String id, String protocol, String password, boolean active) {
        Proxy proxy = new Proxy();
        proxy.setId(id);
        proxy.setProtocol(protocol);
        proxy.setHost("proxy.example.com");
        proxy.setPort(3128);
        proxy.setUsername("robot");
        proxy.setPassword(password);
        proxy.setNonProxyHosts("localhost,*.example.com");
        proxy.setActive(active);
        return proxy;
    }
}
