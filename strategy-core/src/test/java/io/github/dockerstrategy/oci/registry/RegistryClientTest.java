package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.MediaType;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that are busy, broken or hostile. */
@Timeout(30)
class RegistryClientTest {

    private static final String DOCUMENT = "{\"a\":1}";
    private static final Digest DIGEST = Digest.of(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    private static final HttpTimeouts SHORT = new HttpTimeouts(
            Duration.ofSeconds(2),
            Duration.ofMillis(700),
            Duration.ofMillis(1500),
            Duration.ofSeconds(2),
            Duration.ofMillis(5));

    /** Answers a request. */
    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Handler> script = Collections.synchronizedList(new ArrayList<>());
    private final RecordedLog log = new RecordedLog();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            Handler next = script.isEmpty() ? one -> answer(one, 200, DOCUMENT) : script.remove(0);
            next.handle(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void retriesWhatMayPass(int status) throws IOException {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, status, "");
        });
        script.add(exchange -> answer(exchange, status, ""));
        assertThat(client().config(DIGEST)).asString().isEqualTo(DOCUMENT);
        assertThat(requests).hasSize(3);
        assertThat(log.everything())
                .anySatisfy(line -> assertThat(line).contains("returned " + status + "; retrying in 0 s (1 of 3)"));
    }

    @Test
    void retriesAConnectionThatIsCut() throws IOException {
        script.add(HttpExchange::close);
        assertThat(client().config(DIGEST)).asString().isEqualTo(DOCUMENT);
        assertThat(requests).hasSizeGreaterThan(1);
    }

    @Test
    void givesUpAtOnceWhereTheRegistryAsksForALongPause() {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            answer(exchange, 429, "");
        });
        fails(() -> client().config(DIGEST), RegistryException.Kind.RATE_LIMIT, "answered 429");
        assertThat(requests).hasSize(1);
    }

    @Test
    void doesNotRetryALimitOfPulls() {
        script.add(exchange -> answer(exchange, 429, """
                {"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]}"""));
        fails(
                () -> client().manifest("1"),
                RegistryException.Kind.RATE_LIMIT,
                "the limit of pulls is reached: ",
                "You have reached your pull rate limit.");
        assertThat(requests).hasSize(1);
    }

    @Test
    void failsAtOnceWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        long start = System.nanoTime();
        assertThatThrownBy(() -> client("localhost:" + port).digest("1")).isInstanceOf(java.net.ConnectException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(log.everything()).noneMatch(line -> line.contains("retrying"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Slow: ",
                "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n",
                "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n5;"
            })
    void endsAnAnswerThatDrips(String beginning) throws IOException {
        try (ServerSocket dripping = raw(out -> {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                pause();
            }
        })) {
            fails(
                    () -> client("localhost:" + dripping.getLocalPort()).manifest("1"),
                    RegistryException.Kind.TIMEOUT,
                    "does not finish its answer");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1000, 1L << 40, 1L << 50})
    void endsABlobThatDripsHoweverLargeItIsDeclared(long size) throws IOException {
        try (ServerSocket dripping = raw(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                pause();
            }
        })) {
            fails(
                    () -> {
                        try (InputStream blob = client("localhost:" + dripping.getLocalPort())
                                .open(new Descriptor(MediaType.OCI_CONFIG, DIGEST, size))) {
                            blob.readAllBytes();
                        }
                    },
                    RegistryException.Kind.TIMEOUT,
                    "does not finish its answer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 209715200", "Connection: close"})
    void acceptsNoManifestOfHundredsOfMegabytes(String header) throws IOException {
        try (ServerSocket endless = raw(out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[1 << 20];
            while (true) {
                out.write(much);
            }
        })) {
            fails(
                    () -> client("localhost:" + endless.getLocalPort()).manifest("1"),
                    RegistryException.Kind.TOO_LARGE,
                    "more than the 8388608 bytes");
        }
    }

    @Test
    void takesNoMoreOfABlobThanWasDeclared() throws IOException {
        try (ServerSocket endless = raw(out -> {
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] much = new byte[1 << 16];
            while (true) {
                out.write(much);
            }
        })) {
            fails(
                    () -> {
                        try (InputStream blob = client("localhost:" + endless.getLocalPort())
                                .open(new Descriptor(MediaType.OCI_CONFIG, DIGEST, 113))) {
                            blob.readAllBytes();
                        }
                    },
                    RegistryException.Kind.TOO_LARGE,
                    "more than the 114 bytes");
        }
    }

    @Test
    void followsNoCircle() {
        for (int i = 0; i < 10; i++) {
            script.add(
                    exchange -> redirect(exchange, 307, exchange.getRequestURI().toString()));
        }
        fails(() -> client().config(DIGEST), RegistryException.Kind.REFUSED_ADDRESS, "redirects more than 5 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/x", "file:///etc/passwd", "jar:file:/x!/y", "mailto:a@b", ""})
    void followsNoAddressThatIsNotHttp(String location) {
        script.add(exchange -> redirect(exchange, 302, location));
        fails(() -> client().config(DIGEST), RegistryException.Kind.REFUSED_ADDRESS, "http://localhost:");
        assertThat(requests).hasSize(1);
    }

    @Test
    void sendsAnUploadWhereItIsRedirectedTo() throws IOException {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Location", "?_state=a%2Bb");
            answer(exchange, 202, "");
        });
        script.add(exchange -> redirect(exchange, 307, "/moved?digest=x"));
        script.add(exchange -> answer(exchange, 201, ""));
        client().upload(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        assertThat(requests)
                .containsExactly(
                        "POST /v2/team/app/blobs/uploads/",
                        "PUT /v2/team/app/blobs/uploads/?_state=a%2Bb&digest=" + DIGEST,
                        "PUT /moved?digest=x");
    }

    @Test
    void beginsAnUploadAgainThatWasForgottenOrFailed() throws IOException {
        for (int status : List.of(404, 503)) {
            script.add(exchange -> {
                exchange.getResponseHeaders().set("Location", "/upload");
                answer(exchange, 202, "");
            });
            script.add(exchange -> answer(exchange, status, ""));
        }
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Location", "/again");
            answer(exchange, 202, "");
        });
        script.add(exchange -> answer(exchange, 201, ""));
        client().upload(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        assertThat(requests).hasSize(6).last().isEqualTo("PUT /again?digest=" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource({
        "201, true",
        "202, false",
        "400, false",
        "401, false",
        "403, false",
        "404, false",
        "405, false",
        "501, false"
    })
    void takesAMountThatIsRefusedForOneThatIsNotPossible(int status, boolean isMounted) throws IOException {
        script.add(exchange -> answer(exchange, status, ""));
        assertThat(client().mount(DIGEST, "base")).isEqualTo(isMounted);
    }

    @Test
    void deletesTheUploadOfARefusedMountOnlyAtTheRegistry() throws IOException {
        List<String> elsewhere = Collections.synchronizedList(new ArrayList<>());
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            elsewhere.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            answer(exchange, 204, "");
        });
        other.start();
        try {
            for (String location :
                    List.of("/own", "http://127.0.0.1:" + other.getAddress().getPort() + "/index")) {
                script.add(exchange -> {
                    exchange.getResponseHeaders().set("Location", location);
                    answer(exchange, 202, "");
                });
                assertThat(client().mount(DIGEST, "base")).isFalse();
            }
        } finally {
            other.stop(0);
        }
        assertThat(requests).hasSize(3).contains("DELETE /own");
        assertThat(elsewhere).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 400, 200})
    void asksForTheManifestWhereHeadTellsNothing(int status) throws IOException {
        script.add(exchange -> answer(exchange, status, ""));
        assertThat(client().digest("1")).contains(DIGEST);
    }

    @Test
    void refusesOtherContentThanWasPinned() {
        Digest other = Digest.parse("sha256:" + "0".repeat(64)).orElseThrow();
        fails(
                () -> client().manifest(other),
                RegistryException.Kind.WRONG_CONTENT,
                DIGEST.toString(),
                other.toString());
        fails(() -> client().config(other), RegistryException.Kind.WRONG_CONTENT, DIGEST.toString(), other.toString());
    }

    @Test
    void tellsWhatIsNoRegistry() throws IOException {
        script.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            answer(exchange, 404, "<html>");
        });
        fails(() -> client().manifest("1"), RegistryException.Kind.NOT_A_REGISTRY, "404");
        script.add(exchange -> answer(exchange, 200, "<html>"));
        fails(() -> client().manifest("1"), RegistryException.Kind.NOT_A_REGISTRY, "no JSON");
        try (ServerSocket mail =
                raw(out -> out.write("220 mail.example.com ESMTP\r\n".getBytes(StandardCharsets.US_ASCII)))) {
            fails(
                    () -> client("localhost:" + mail.getLocalPort()).manifest("1"),
                    RegistryException.Kind.NOT_A_REGISTRY,
                    "does not speak HTTP");
        }
    }

    @Test
    void showsNoControlCharactersOfARegistry() {
        script.add(exchange -> answer(exchange, 400, """
                {"errors":[{"code":"X","message":"\\u001b[31mred\\nnext"}]}"""));
        fails(() -> client().manifest("1"), RegistryException.Kind.UNEXPECTED_ANSWER, "400: [31mred next");
    }

    private static void fails(ThrowingCallable request, RegistryException.Kind kind, String... words) {
        assertThatThrownBy(request).isInstanceOfSatisfying(RegistryException.class, failure -> {
            assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
            assertThat(failure.getMessage()).contains(words);
        });
    }

    private RegistryClient client() {
        return client("localhost:" + server.getAddress().getPort());
    }

    private RegistryClient client(String host) {
        RegistryAuthenticator access =
                new RegistryAuthenticator(() -> CredentialLookup.none("settings.xml"), List.of());
        return new RegistryClient(new RegistryTransport(host, true, "test", access, SHORT, List.of(), log), "team/app");
    }

    private static void redirect(HttpExchange exchange, int status, String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, status, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || bytes.length == 0 ? -1 : bytes.length);
        if (!isHead) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    /** Writes an answer by hand. */
    @FunctionalInterface
    private interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private ServerSocket raw(Writer writer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!socket.isClosed()) {
                try {
                    Socket caller = socket.accept();
                    threads.execute(() -> answer(caller, writer));
                } catch (IOException e) {
                    // The test is over.
                }
            }
        });
        return socket;
    }

    private static void answer(Socket caller, Writer writer) {
        try (caller) {
            int first = caller.getInputStream().read(new byte[8192]);
            if (first > 0) {
                writer.write(caller.getOutputStream());
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
