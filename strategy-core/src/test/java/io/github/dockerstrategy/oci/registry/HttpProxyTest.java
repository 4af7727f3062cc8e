package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry that only a proxy knows the way to, and a proxy that asks for a password. */
@Timeout(30)
class HttpProxyTest {

    private static final String DOCUMENT = "{\"a\":1}";
    private static final Digest DIGEST = Digest.of(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    private static final Credentials LOGIN = new Credentials("ann", "open:sesame");
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ann:open:sesame".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> answered = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket proxy;
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(loopback(), 0);
        proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Future<?> unused = threads.submit(() -> {
            while (true) {
                Socket client = proxy.accept();
                Future<?> unusedToo = threads.submit(() -> serve(client));
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        registry.stop(0);
        threads.shutdownNow();
    }

    @Test
    void reachesARegistryOverHttp() throws IOException {
        serve(registry);
        assertThat(client("registry.test:80", "http", Optional.of(LOGIN)).config(DIGEST))
                .asString()
                .isEqualTo(DOCUMENT);
        assertThat(asked).allMatch(request -> request.startsWith("GET http://registry.test"));
    }

    @Test
    void reachesARegistryOverHttpsThroughATunnelThatIsUsedAgain() throws Exception {
        registry.stop(0);
        registry = secure();
        serve(registry);
        RegistryClient client = client("registry.test", "https", Optional.of(LOGIN));
        assertThat(client.config(DIGEST)).asString().isEqualTo(DOCUMENT);
        int tunnels = asked.size();
        assertThat(client.config(DIGEST)).asString().isEqualTo(DOCUMENT);
        assertThat(asked).hasSize(tunnels).allMatch(request -> request.startsWith("CONNECT registry.test:443"));
    }

    @Test
    void keepsItsPasswordFromTheRegistry() throws Exception {
        registry.stop(0);
        registry = secure();
        serve(registry);
        client("registry.test", "https", Optional.of(LOGIN)).config(DIGEST);
        assertThat(answered).isNotEmpty().allMatch(authorization -> authorization.equals("none"));
    }

    @ParameterizedTest
    @CsvSource({"http, registry.test:80", "https, registry.test"})
    void aProxyThatWantsAPasswordIsNotARegistryThatDoes(String scheme, String host) throws IOException {
        serve(registry);
        assertThatThrownBy(() -> client(host, scheme, Optional.empty()).config(DIGEST))
                .hasMessageContaining("407");
        assertThat(answered).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, false",
        "registry.EXAMPLE.com, false",
        "example.com, true",
        "localhost, false",
        "127.0.0.1, false",
        "registry.test, true"
    })
    void hostsCanBeLeftOut(String host, boolean isUsed) {
        HttpProxy some = new HttpProxy(
                "HTTPS", "proxy", 3128, List.of("*.example.com", " localhost", "127.*", ""), Optional.empty());
        assertThat(some.isFor("https", host)).isEqualTo(isUsed);
        assertThat(some.isFor("http", host)).isFalse();
    }

    private RegistryClient client(String host, String scheme, Optional<Credentials> login) {
        HttpProxy way = new HttpProxy(scheme, "127.0.0.1", proxy.getLocalPort(), List.of(), login);
        RegistryAuthenticator access = new RegistryAuthenticator(() -> CredentialLookup.none(""), List.of());
        return new RegistryClient(
                new RegistryTransport(
                        host, true, "test", access, HttpTimeouts.standard(), List.of(way), new RecordedLog()),
                "team/app");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void serve(HttpServer server) {
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String shown = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
        answered.add(shown == null ? "none" : shown);
        byte[] document = DOCUMENT.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, document.length);
        exchange.getResponseBody().write(document);
        exchange.close();
    }

    private HttpsServer secure() throws Exception {
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=registry.test",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return server;
    }

    /** Answers one request, or makes one tunnel; whatever host is asked for, it is the registry. */
    private Void serve(Socket client) throws IOException {
        try (client;
                Socket server = new Socket()) {
            String head = head(client.getInputStream());
            asked.add(head.lines().findFirst().orElse(""));
            OutputStream out = client.getOutputStream();
            if (!head.contains("Proxy-Authorization: " + BASIC)) {
                out.write(text(String.join(
                        "\r\n",
                        "HTTP/1.1 407 Proxy Authentication Required",
                        "Proxy-Authenticate: Basic realm=\"p\"",
                        "Content-Length: 0",
                        "Connection: close",
                        "",
                        "")));
                return null;
            }
            server.connect(registry.getAddress());
            if (head.startsWith("CONNECT ")) {
                out.write(text("HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n"));
                Future<?> unused = threads.submit(() -> client.getInputStream().transferTo(server.getOutputStream()));
            } else {
                String line = head.replaceFirst("http://[^/]+", "").replaceFirst("Proxy-Authorization: .*\r\n", "");
                server.getOutputStream().write(text(line.replaceFirst("\r\n", "\r\nConnection: close\r\n")));
            }
            server.getInputStream().transferTo(out);
        }
        return null;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
