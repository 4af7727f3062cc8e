package io.github.dockerstrategy.samples.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Greets over HTTP, and tells what a Java program sees of the container it runs in. */
public final class HttpService {

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final Path BANNER = Path.of("/etc/http-service/banner.txt");

    private HttpService() {}

    public static void main(String[] args) throws IOException {
        if (Files.exists(BANNER)) {
            LOG.info("{}", Files.readString(BANNER).strip());
        }
        HttpServer server = start(port());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
        LOG.info("Listening on port {}", server.getAddress().getPort());
    }

    private static HttpServer start(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", new JsonHandler(Greeting.inLanguage(System.getenv("GREETING_LANGUAGE"))));
        server.createContext("/time", new JsonHandler(Insight::time));
        server.createContext("/lookup", new JsonHandler(Insight::lookup));
        server.createContext("/runtime", new JsonHandler(Insight::runtime));
        server.createContext("/trust", new JsonHandler(Insight::trust));
        server.start();
        return server;
    }

    private static int port() {
        return Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
    }
}
