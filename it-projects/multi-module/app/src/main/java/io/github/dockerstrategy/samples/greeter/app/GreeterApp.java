package io.github.dockerstrategy.samples.greeter.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dockerstrategy.samples.greeter.Greeter;
import io.github.dockerstrategy.samples.greeter.core.PoliteGreeter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Greets whoever is named in the path: {@code /grace+hopper}. */
public final class GreeterApp {

    private final Greeter greeter = new PoliteGreeter();

    public static void main(String[] args) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", new GreeterApp()::answer);
        server.start();
        System.out.println("Listening on port 8080");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1).replace('+', ' ');
        byte[] body = greeter.greet(name).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
