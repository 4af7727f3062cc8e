package io.github.dockerstrategy.it;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A container that answers on ports of this machine. */
public final class Server {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Engine engine;
    private final String container;
    private int mainPort;

    Server(Engine engine, String container) {
        this.engine = engine;
        this.container = container;
    }

    /** The body of the answer to a GET on the first port; anything but a 2xx is a failure. */
    public String get(String path) throws IOException, InterruptedException {
        return get(mainPort, path);
    }

    /** The body of the answer to a GET on a port of the container. */
    public String get(int port, String path) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(address(port, path)).GET());
    }

    /** The body of the answer to a POST of a form. */
    public String post(String path, String form) throws IOException, InterruptedException {
        return body(HttpRequest.newBuilder(address(mainPort, path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Sends a line to a port and returns the line that comes back. */
    public String say(String line) throws IOException {
        URI address = address(mainPort, "/");
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\n';
                    c = socket.getInputStream().read()) {
                answer.append((char) c);
            }
            return answer.toString();
        }
    }

    /** What the container has printed so far. */
    public String log() {
        return engine.docker("logs", container).output();
    }

    /** The output of a program in the running container. */
    public String exec(String... command) {
        String[] all = new String[command.length + 2];
        all[0] = "exec";
        all[1] = container;
        System.arraycopy(command, 0, all, 2, command.length);
        return engine.docker(all).orFail("docker exec").strip();
    }

    /** Stops the container as {@code docker stop} does, and returns how long that took. */
    public Duration stop() {
        Instant start = Instant.now();
        engine.docker("stop", container).orFail("docker stop");
        return Duration.between(start, Instant.now());
    }

    /** The port on this machine behind which a port of the container is. */
    public int hostPort(int port) {
        String mapping = engine.docker("port", container, port + "/tcp").orFail("docker port, after\n" + log());
        return Integer.parseInt(mapping.lines().findFirst().orElse("").replaceAll(".*:", ""));
    }

    void awaitAnswer(int port) throws InterruptedException {
        mainPort = port;
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers(port)) {
            if (Instant.now().isAfter(end) || !isRunning()) {
                throw new AssertionError("no answer on port " + port + "; the container said:\n" + log());
            }
            Thread.sleep(200);
        }
    }

    /** Waits until the container's own health check says so. */
    void awaitHealth(String status) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String found = "";
        while (!found.equals(status)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the health is '" + found + "'; the container said:\n" + log());
            }
            Thread.sleep(200);
            found = engine.docker("inspect", "--format", "{{.State.Health.Status}}", container)
                    .output()
                    .strip();
        }
    }

    private boolean isRunning() {
        return engine.docker("inspect", "--format", "{{.State.Running}}", container)
                .output()
                .strip()
                .equals("true");
    }

    /**
     * A connection alone is no sign, as the engine's proxy accepts one before the container does; whether it stays open is:
     * by then either an answer is there, or the server waits for what we have to say.
     */
    private boolean answers(int port) {
        URI address;
        try {
            address = address(port, "/");
        } catch (AssertionError e) {
            return false;
        }
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(300);
            socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + hostPort(port) + path);
    }

    private String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError("GET " + response.uri() + " answered " + response.statusCode() + ": "
                    + response.body() + "\nthe container said:\n" + log());
        }
        return response.body();
    }
}
