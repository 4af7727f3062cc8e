package io.github.dockerstrategy.engine.oci;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * How one registry is reached: over the JDK's HTTP connections, logged in as soon as it asks for it. May be used by several threads.
 *
 * <p>A login is sent where the registry itself has asked for one, and nowhere else: not to where a blob is redirected to, nor to a place
 * for an upload on another host. What is reached over HTTPS sends nobody anywhere without it.
 */
public final class RegistryConnection {

    /** Opens what is to be sent. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** The media type of a blob. */
    static final String BYTES = "application/octet-stream";

    private static final String HTTPS = "https";

    private static final int MILLIS_TO_CONNECT = 3_000;

    /** Of the first question to a registry, which nobody should wait for who has mistyped its name. */
    private static final int MILLIS_TO_LOOK = 3_000;

    private static final int MILLIS_TO_ANSWER = 20_000;

    /** Of a layer, which a registry may check before it answers. */
    private static final int MILLIS_TO_STORE = 120_000;

    private static final int AT_ONCE = 1 << 16;

    private static final int REDIRECT = 300;
    private static final int FAILURE = 400;

    private final URI root;
    private final String agent;
    private final RegistryAccess access;

    /**
     * @param host host and optional port
     * @param plain whether to speak plain HTTP
     * @param agent what to call ourselves
     * @param access what is asked for, and how to log in
     */
    public RegistryConnection(String host, boolean plain, String agent, RegistryAccess access) {
        this.root = URI.create((plain ? "http" : HTTPS) + "://" + host + "/");
        this.agent = agent;
        this.access = access;
    }

    /** The registry's own address. */
    URI root() {
        return root;
    }

    /** Sends a request without a body; a redirection is followed once. The answer's body is still to be read. */
    HttpURLConnection send(String method, URI to, Map<String, String> headers) throws IOException {
        return send(method, to, headers, MILLIS_TO_ANSWER);
    }

    /** Asks what a tag stands for, and does not wait long. */
    HttpURLConnection look(URI to, Map<String, String> headers) throws IOException {
        return send("HEAD", to, headers, MILLIS_TO_LOOK);
    }

    private HttpURLConnection send(String method, URI to, Map<String, String> headers, int millis) throws IOException {
        HttpURLConnection answer = perform(method, to, headers, millis);
        String location = answer.getHeaderField("Location");
        if (isRedirect(answer) && location != null) {
            drain(answer);
            return perform(method, to.resolve(location), headers, millis);
        }
        return answer;
    }

    /** Asks whether something is there, and follows nowhere. */
    HttpURLConnection head(URI to) throws IOException {
        return perform("HEAD", to, Map.of(), MILLIS_TO_ANSWER);
    }

    static boolean isRedirect(HttpURLConnection answer) throws IOException {
        int status = answer.getResponseCode();
        return status >= REDIRECT && status < FAILURE;
    }

    /** Sends a request with an empty body. */
    HttpURLConnection post(URI to) throws IOException {
        HttpURLConnection answer = perform("POST", to, Map.of("Content-Type", BYTES), MILLIS_TO_ANSWER);
        drain(answer);
        return answer;
    }

    /** Sends bytes, and expects them to be stored. */
    void put(URI to, String type, byte[] content) throws IOException {
        put(to, type, content.length, () -> new ByteArrayInputStream(content), bytes -> {});
    }

    /** The same of a stream of known length. */
    void put(URI to, String type, long length, Content content, LongConsumer sent) throws IOException {
        HttpURLConnection connection = open("PUT", to, Map.of("Content-Type", type), MILLIS_TO_STORE);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(length);
        try (InputStream in = content.open();
                OutputStream out = connection.getOutputStream()) {
            transfer(in, out, sent);
        }
        expect(connection, HttpURLConnection.HTTP_CREATED);
        drain(connection);
    }

    /**
     * Asks a token server.
     *
     * @param login the login to show it
     */
    HttpURLConnection ask(URI server, Optional<String> login) throws IOException {
        HttpURLConnection connection = open("GET", server, Map.of(), MILLIS_TO_ANSWER);
        login.ifPresent(value -> connection.setRequestProperty("Authorization", value));
        return connection;
    }

    /** @throws IOException if the answer is another one */
    static void expect(HttpURLConnection answer, int status) throws IOException {
        if (answer.getResponseCode() != status) {
            throw new IOException("the registry has answered " + answer.getResponseCode() + " to "
                    + answer.getRequestMethod() + " " + answer.getURL().getPath());
        }
    }

    private HttpURLConnection perform(String method, URI to, Map<String, String> headers, int millis)
            throws IOException {
        HttpURLConnection first = open(method, to, headers, millis);
        if (first.getResponseCode() != HttpURLConnection.HTTP_UNAUTHORIZED || !isOwn(to)) {
            return first;
        }
        List<String> challenges = new ArrayList<>();
        first.getHeaderFields().forEach((name, values) -> {
            if ("WWW-Authenticate".equalsIgnoreCase(name)) {
                challenges.addAll(values);
            }
        });
        drain(first);
        access.answer(challenges, this);
        return open(method, to, headers, millis);
    }

    private HttpURLConnection open(String method, URI to, Map<String, String> headers, int millis) throws IOException {
        boolean downgraded = HTTPS.equals(root.getScheme()) && !HTTPS.equals(to.getScheme());
        if (downgraded) {
            throw new IOException("the registry is reached over HTTPS, and sends us to " + to.getScheme() + "://"
                    + to.getAuthority());
        }
        HttpURLConnection connection = (HttpURLConnection) to.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(MILLIS_TO_CONNECT);
        connection.setReadTimeout(millis);
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", agent);
        headers.forEach(connection::setRequestProperty);
        if (isOwn(to)) {
            access.authorization().ifPresent(value -> connection.setRequestProperty("Authorization", value));
        }
        if (method.equals("POST")) {
            // Else the JDK says nothing of its length, and some registries insist.
            connection.setDoOutput(true);
            connection.getOutputStream().close();
        }
        return connection;
    }

    private boolean isOwn(URI to) {
        return root.getScheme().equals(to.getScheme()) && root.getAuthority().equals(to.getAuthority());
    }

    /** Copies all that is left, and tells how much at a time. */
    static void transfer(InputStream in, OutputStream out, LongConsumer bytes) throws IOException {
        byte[] some = new byte[AT_ONCE];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            out.write(some, 0, read);
            bytes.accept(read);
        }
    }

    /** Reads what nobody wants to know, so that the connection can be used again. */
    static void drain(HttpURLConnection answer) throws IOException {
        try (InputStream body =
                answer.getResponseCode() < FAILURE ? answer.getInputStream() : answer.getErrorStream()) {
            if (body != null) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
