package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is shown a login, and who is not. */
@Timeout(30)
class RegistryTransportTest {

    private static final String DOCUMENT = "{\"a\":1}";
    private static final Digest MOVED = Digest.of("{\"moved\":1}".getBytes(StandardCharsets.UTF_8));
    private static final Digest DIGEST = Digest.of(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    private static final Credentials LOGIN = new Credentials("ann", "open:sesame");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ann:open:sesame".getBytes(StandardCharsets.UTF_8));

    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<String> bodies = new ConcurrentLinkedQueue<>();

    private HttpServer registry;
    private HttpServer storage;

    /** What the registry wants to see; empty if it lets everybody in. */
    private String wanted = "";

    private String challenge = "";

    @BeforeEach
    void start() throws IOException {
        registry = server("registry");
        storage = server("storage");
    }

    @AfterEach
    void stop() {
        registry.stop(0);
        storage.stop(0);
    }

    @Test
    void showsNoLoginThatNobodyAsksFor() throws IOException {
        assertThat(client(Optional.of(LOGIN)).has(DIGEST)).isTrue();
        assertThat(requests).containsExactly("registry HEAD /v2/team/app/blobs/" + DIGEST);
    }

    @Test
    void showsALoginThatTheRegistryAsksFor() throws IOException {
        wanted = BASIC;
        challenge = "Basic realm=\"r\"";
        RegistryClient client = client(Optional.of(LOGIN));
        assertThat(client.has(DIGEST)).isTrue();
        assertThat(client.has(DIGEST)).isTrue();
        assertThat(requests)
                .as("it is turned away once")
                .hasSize(3)
                .filteredOn(request -> request.endsWith(BASIC))
                .hasSize(2);
    }

    @Test
    void showsATokenForAllThatIsToBeDone() throws IOException {
        wanted = "Bearer secret";
        challenge = "Bearer realm=\"" + root(registry) + "token\",service=\"a registry\","
                + "scope=\"repository:team/app:pull,push repository:base:pull\"";
        assertThat(client(Optional.of(LOGIN)).has(DIGEST)).isTrue();
        assertThat(requests)
                .contains("registry GET /token?service=a+registry&scope=repository%3Ateam%2Fapp%3Apull%2Cpush"
                        + "&scope=repository%3Abase%3Apull " + BASIC);
    }

    @Test
    void getsATokenWithoutALogin() throws IOException {
        wanted = "Bearer secret";
        challenge = "bearer realm=" + root(registry) + "token";
        assertThat(client(Optional.empty()).has(DIGEST)).isTrue();
    }

    @Test
    void exchangesAnIdentityTokenForAToken() throws IOException {
        wanted = "Bearer secret";
        challenge = "Bearer realm=\"" + root(registry) + "token\",service=\"s\"";
        assertThat(client(Optional.of(new Credentials("<token>", "abc"))).has(DIGEST))
                .isTrue();
        assertThat(bodies)
                .contains("service=s&grant_type=refresh_token&client_id=docker-strategy"
                        + "&scope=repository%3Ateam%2Fapp%3Apull%2Cpush&refresh_token=abc");
        assertThat(requests).noneMatch(request -> request.contains("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Negotiate, Basic realm=\"r\"", "basic", "", "Digest realm=\"x, Bearer y\", Basic realm=\"r\""})
    void findsBasicHoweverItIsOffered(String header) throws IOException {
        wanted = BASIC;
        challenge = header;
        assertThat(client(Optional.of(LOGIN)).has(DIGEST)).isTrue();
    }

    @Test
    void saysWhereALoginWasLookedFor() {
        wanted = BASIC;
        challenge = "Basic realm=\"r\"";
        assertThatThrownBy(() -> client(Optional.empty()).config(DIGEST))
                .hasMessageContaining("needs credentials")
                .hasMessageContaining("none were found: settings.xml");
    }

    @Test
    void saysWhoseLoginIsNotAccepted() {
        wanted = "Basic other";
        challenge = "Basic realm=\"r\"";
        assertThatThrownBy(() -> client(Optional.of(LOGIN)).config(DIGEST))
                .hasMessageContaining("rejected the credentials of ann from settings.xml (401)");
        assertThat(requests).as("it is not tried over and over").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/token", "file:///etc/passwd", "token", "http://", "", "h t:"})
    void asksNoTokenServerAtAnOddAddress(String realm) {
        wanted = "Bearer secret";
        challenge = "Bearer realm=\"" + realm + "\"";
        assertThatThrownBy(() -> client(Optional.of(LOGIN)).config(DIGEST))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RegistryException.Kind.REFUSED_ADDRESS));
        assertThat(requests).hasSize(1);
    }

    @Test
    void showsNoLoginToWhereABlobIsKept() throws IOException {
        wanted = BASIC;
        challenge = "Basic realm=\"r\"";
        assertThat(client(Optional.of(LOGIN)).config(MOVED)).asString().isEqualTo("{\"moved\":1}");
        assertThat(requests).contains("storage GET /moved");
    }

    @Test
    void takesABlobThatIsElsewhereForOneThatIsThere() throws IOException {
        assertThat(client(Optional.empty()).has(MOVED)).isTrue();
        assertThat(requests).noneMatch(request -> request.startsWith("storage"));
    }

    @Test
    void saysThatARequestWithoutABodyHasNone() throws IOException {
        assertThat(client(Optional.empty()).mount(DIGEST, "base")).isFalse();
        assertThat(requests)
                .contains("registry POST /v2/team/app/blobs/uploads/?mount=" + DIGEST + "&from=base length 0")
                .as("what was opened is given up")
                .contains("registry DELETE /upload");
    }

    @Test
    void takesNoOtherDocumentThanTheOneThatWasNamed() {
        assertThatThrownBy(() -> client(Optional.empty())
                        .config(Digest.parse("sha256:" + "0".repeat(64)).orElseThrow()))
                .hasMessageContaining("sends other content");
    }

    @Test
    void takesNoAddressWithoutHttpsFromWhatIsReachedOverHttps() {
        URI secure = URI.create("https://registry.example.com/v2/");
        for (String location :
                List.of("http://registry.example.com/upload", "ftp://x/", "file:///x", "", " ", "//", "http://[")) {
            assertThatThrownBy(() -> RegistryAddress.resolve(secure, location))
                    .as(location)
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void knowsTheRegistryBySchemeHostAndPort() throws IOException {
        URI registry = URI.create("https://registry.example.com/");
        for (String same : List.of("/a", "?b=c", "https://REGISTRY.example.com:443/a", "a b|c")) {
            assertThat(RegistryAddress.isSame(registry, RegistryAddress.resolve(registry, same)))
                    .as(same)
                    .isTrue();
        }
        for (String other : List.of(
                "https://registry.example.com:5000/",
                "https://registry.example.com@evil.example.com/",
                "https://evil.example.com/")) {
            assertThat(RegistryAddress.isSame(registry, RegistryAddress.resolve(registry, other)))
                    .as(other)
                    .isFalse();
        }
        URI plain = URI.create("http://registry.example.com:5000/");
        assertThat(RegistryAddress.isSame(plain, URI.create("https://registry.example.com:5000/")))
                .isTrue();
        assertThat(RegistryAddress.isSame(plain, URI.create("https://registry.example.com/")))
                .as("another server of the same host")
                .isFalse();
        assertThat(RegistryAddress.isSame(
                        URI.create("http://registry.example.com/"), URI.create("https://registry.example.com/")))
                .isTrue();
    }

    private RegistryClient client(Optional<Credentials> login) {
        RegistryAuthenticator access = new RegistryAuthenticator(
                () -> login.map(found -> CredentialLookup.of(found, "settings.xml"))
                        .orElse(CredentialLookup.none("settings.xml")),
                List.of("repository:team/app:pull,push"));
        return new RegistryClient(
                new RegistryTransport(
                        "localhost:" + registry.getAddress().getPort(),
                        true,
                        "test",
                        access,
                        HttpTimeouts.standard(),
                        List.of(),
                        new RecordedLog()),
                "team/app");
    }

    private static String root(HttpServer server) {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private HttpServer server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(name, exchange));
        server.start();
        return server;
    }

    private void answer(String name, HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI()
                + (shown == null ? "" : " " + shown)
                + (exchange.getRequestMethod().equals("POST")
                        ? " length " + exchange.getRequestHeaders().getFirst("Content-Length")
                        : ""));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/token")) {
            respond(exchange, 200, "{\"access_token\":\"secret\"}");
        } else if (exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Location", "/upload");
            respond(exchange, 202, "");
        } else if (path.equals("/moved")) {
            respond(exchange, 200, "{\"moved\":1}");
        } else if (!wanted.isEmpty() && !wanted.equals(shown)) {
            if (!challenge.isEmpty()) {
                exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            }
            respond(exchange, 401, "{}");
        } else if (path.endsWith(MOVED.toString())) {
            exchange.getResponseHeaders().set("Location", root(storage) + "moved");
            respond(exchange, 307, "{}");
        } else {
            respond(exchange, 200, DOCUMENT);
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
