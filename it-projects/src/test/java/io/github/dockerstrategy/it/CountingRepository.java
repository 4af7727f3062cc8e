package io.github.dockerstrategy.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A Maven repository on the loopback interface that remembers what it was asked for. */
final class CountingRepository implements AutoCloseable {

    private static final URI CENTRAL = URI.create("https://repo.maven.apache.org/maven2/");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpClient central = HttpClient.newHttpClient();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Path folder;

    private CountingRepository(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /** Answers from a local repository what it has, and asks Maven Central for the rest. */
    static CountingRepository start(Path localRepository) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountingRepository repository = new CountingRepository(server, localRepository);
        server.createContext("/", repository::answer);
        server.setExecutor(repository.threads);
        server.start();
        return repository;
    }

    /** A settings.xml that has everything come from here. */
    String settings() {
        return "<settings><mirrors><mirror><id>counting</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:"
                + server.getAddress().getPort() + "/</url></mirror></mirrors></settings>\n";
    }

    /** The paths that were asked for since this was last called. */
    List<String> requests() {
        List<String> all = List.copyOf(requests);
        requests.clear();
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            requests.add(path);
            Path file = folder.resolve(path).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                send(exchange, 200, Files.readAllBytes(file));
            } else {
                HttpResponse<byte[]> response = central.send(
                        HttpRequest.newBuilder(CENTRAL.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
                send(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
