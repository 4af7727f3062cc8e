package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The open registry, seen through a gate that remembers what is carried in. */
final class RegistryGate implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What HTTP says of one connection only, and what the client works out by itself. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final PlainOnly entrance;
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpClient registry = HttpClient.newHttpClient();
    private final String address;
    private final Map<String, Push> pushes = new LinkedHashMap<>();
    private long received;

    /**
     * What came in until a tag was set.
     *
     * @param manifest what the tag was set to
     * @param received bytes of layers and configurations since the tag before
     */
    record Push(JsonNode manifest, long received) {

        /** Sizes of its configuration and layers, by digest. */
        Map<String, Long> blobs() {
            Map<String, Long> blobs = new LinkedHashMap<>();
            List<JsonNode> all = new ArrayList<>(List.of(manifest.path("config")));
            manifest.path("layers").forEach(all::add);
            all.forEach(blob ->
                    blobs.put(blob.path("digest").asText(), blob.path("size").asLong()));
            return blobs;
        }
    }

    private RegistryGate(HttpServer server, PlainOnly entrance, String registryAddress) {
        this.server = server;
        this.entrance = entrance;
        this.address = registryAddress;
    }

    static RegistryGate before(String registry) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RegistryGate gate = new RegistryGate(server, PlainOnly.to(server.getAddress()), registry);
        server.createContext("/", gate::pass);
        server.setExecutor(gate.threads);
        server.start();
        return gate;
    }

    /** Host and port, as they stand in image names. */
    String name() {
        return "127.0.0.1:" + entrance.port();
    }

    /** What came in for the one image whose name and tag match. */
    synchronized Push push(String pattern) {
        List<Push> found = pushes.entrySet().stream()
                .filter(push -> push.getKey().matches(pattern))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " images match " + pattern + ", of " + pushes.keySet());
        }
        return found.get(0);
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            HttpResponse<byte[]> answer =
                    registry.send(forwarded(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() < 300) {
                note(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body);
            }
            answer.headers().map().forEach((name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                answer.headers()
                        .firstValue("Content-Length")
                        .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
            }
            byte[] text = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), head || text.length == 0 ? -1 : text.length);
            if (!head && text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest forwarded(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + address + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                .header("X-Forwarded-Host", name());
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    private synchronized void note(String method, String path, byte[] body) throws IOException {
        if (path.contains("/blobs/uploads/")) {
            received += body.length;
        } else if (method.equals("PUT") && path.contains("/manifests/")) {
            pushes.put(
                    path.substring("/v2/".length()).replace("/manifests/", ":"),
                    new Push(JSON.readTree(body), received));
            received = 0;
        }
    }
}
