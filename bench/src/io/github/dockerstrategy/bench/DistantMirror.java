package io.github.dockerstrategy.bench;

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
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Maven Central on the loopback interface, kept in a folder, every answer delayed: a repository as far away as one says. Arguments:
 * the folder, the milliseconds, a file to write its settings.xml to, which is complete when it is there, and a file with the number
 * of requests so far.
 */
final class DistantMirror {

    private static final URI CENTRAL = URI.create("https://repo.maven.apache.org/maven2/");

    private final HttpClient central = HttpClient.newHttpClient();
    private final AtomicInteger requests = new AtomicInteger();
    private final Path folder;
    private final long delay;
    private final Path counter;

    private DistantMirror(Path folder, long delay, Path counter) {
        this.folder = folder;
        this.delay = delay;
        this.counter = counter;
    }

    public static void main(String[] arguments) throws IOException {
        DistantMirror mirror = new DistantMirror(
                Path.of(arguments[0]).toAbsolutePath(), Long.parseLong(arguments[1]), Path.of(arguments[3]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", mirror::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        Path settings = Path.of(arguments[2]);
        Path partial = settings.resolveSibling("settings.partial");
        Files.writeString(
                partial,
                "<settings><mirrors><mirror><id>distant</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:"
                        + server.getAddress().getPort() + "/</url></mirror></mirrors></settings>\n");
        Files.move(partial, settings);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Thread.sleep(delay);
            Files.writeString(counter, requests.incrementAndGet() + "\n");
            String path = exchange.getRequestURI().getPath().substring(1);
            Path file = folder.resolve(path).normalize();
            if (!file.startsWith(folder)) {
                exchange.sendResponseHeaders(400, -1);
            } else if (Files.exists(file) || fetch(path, file)) {
                byte[] body = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean fetch(String path, Path file) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = central.send(
                HttpRequest.newBuilder(CENTRAL.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
            Files.createDirectories(file.getParent());
            Path partial = Files.createTempFile(file.getParent(), "fetched", "");
            Files.write(partial, response.body());
            Files.move(partial, file);
        }
        return response.statusCode() == 200;
    }
}
