package io.github.dockerstrategy.oci.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests over the JDK's HTTP connections, each with a deadline, and answers with a limit. Follows nothing, repeats nothing and
 * adds no credentials.
 *
 * @param agent the name of this client
 */
record HttpSender(String agent, HttpTimeouts times, HttpConnections connections) {

    static final int LARGEST_DOCUMENT = 8 << 20;

    private static final int LARGEST_ERROR = 64 << 10;
    private static final int BUFFER = 1 << 16;

    /**
     * Sends a request.
     *
     * @param authorization credentials for its host
     * @param isVerified whether a certificate is checked
     */
    HttpResponse send(HttpRequest request, Optional<String> authorization, boolean isVerified) throws IOException {
        HttpURLConnection connection = open(request, authorization, isVerified);
        Deadline deadline = new Deadline(connection, request, times.document());
        return deadline.run(() -> send(request, connection, deadline));
    }

    private HttpResponse send(HttpRequest request, HttpURLConnection connection, Deadline deadline) throws IOException {
        try {
            if (request.content().isPresent()) {
                write(connection, request.content().get(), deadline);
            }
            return read(connection, request, deadline);
        } catch (IOException | RuntimeException e) {
            connection.disconnect();
            throw failure(e, request, deadline);
        }
    }

    private HttpURLConnection open(HttpRequest request, Optional<String> authorization, boolean isVerified)
            throws IOException {
        URLConnection opened = connections.open(request.to(), isVerified);
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new RegistryException(
                    RegistryException.Kind.REFUSED_ADDRESS,
                    "the registry names an address that is not HTTP: " + RegistryAddress.site(request.to()));
        }
        connection.setRequestMethod(request.method());
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) times.connect().toMillis());
        connection.setReadTimeout((int) (request.content().isPresent() ? times.storing() : times.silence()).toMillis());
        connection.setUseCaches(false);
        connection.setRequestProperty("User-Agent", agent);
        request.headers().forEach(connection::setRequestProperty);
        authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
        return connection;
    }

    private void write(HttpURLConnection connection, HttpRequest.Content content, Deadline deadline)
            throws IOException {
        connection.setRequestProperty("Content-Type", content.type());
        connection.setDoOutput(true);
        if (content.length() > 0) {
            connection.setFixedLengthStreamingMode(content.length());
        }
        deadline.extend(times.storing());
        try (InputStream in = content.opener().open();
                OutputStream out = connection.getOutputStream()) {
            transfer(in, out, bytes -> {
                deadline.extend(times.storing());
                content.sent().accept(bytes);
            });
        }
    }

    private HttpResponse read(HttpURLConnection connection, HttpRequest request, Deadline deadline) throws IOException {
        int status = connection.getResponseCode();
        if (status < 0) {
            throw new RegistryException(
                    RegistryException.Kind.NOT_A_REGISTRY,
                    "what answers at " + RegistryAddress.site(request.to()) + " does not speak HTTP");
        }
        Map<String, List<String>> headers = headers(connection);
        boolean isError = status >= HttpResponse.BAD_REQUEST;
        if (request.streamed().isPresent() && status == HttpResponse.OK) {
            long size = request.streamed().get();
            refuseLonger(connection, size, request);
            InputStream body = new BlobStream(connection.getInputStream(), size, deadline, request, times);
            return new HttpResponse(request, status, headers, new byte[0], Optional.of(body));
        }
        if (!isError && !request.method().equals("HEAD")) {
            refuseLonger(connection, LARGEST_DOCUMENT, request);
        }
        try (@Nullable InputStream body = isError ? connection.getErrorStream() : connection.getInputStream()) {
            byte[] bytes = body == null || request.method().equals("HEAD")
                    ? new byte[0]
                    : bytes(body, isError, request, deadline);
            return new HttpResponse(request, status, headers, bytes, Optional.empty());
        }
    }

    private static Map<String, List<String>> headers(HttpURLConnection connection) {
        Map<String, List<String>> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name, values);
            }
        });
        return headers;
    }

    private static void refuseLonger(HttpURLConnection connection, long limit, HttpRequest request)
            throws RegistryException {
        if (connection.getContentLengthLong() > limit) {
            throw tooLarge(limit, request);
        }
    }

    /** Of an error, only as much as is shown. */
    private static byte[] bytes(InputStream body, boolean isError, HttpRequest request, Deadline deadline)
            throws IOException {
        int limit = isError ? LARGEST_ERROR : LARGEST_DOCUMENT;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] some = new byte[BUFFER];
        for (int read = body.read(some); read >= 0; read = body.read(some)) {
            if (deadline.isOver()) {
                throw new IOException("deadline");
            }
            bytes.write(some, 0, Math.min(read, limit - bytes.size()));
            if (bytes.size() == limit && isError) {
                return bytes.toByteArray();
            }
            if (bytes.size() == limit && body.read() >= 0) {
                throw tooLarge(limit, request);
            }
        }
        return bytes.toByteArray();
    }

    static RegistryException tooLarge(long limit, HttpRequest request) {
        return new RegistryException(
                RegistryException.Kind.TOO_LARGE,
                RegistryAddress.site(request.to()) + " sends more than the " + limit + " bytes that "
                        + request.to().getPath() + " may have");
    }

    /** The deadline's own failure, if it ended the request. An odd answer must not look like a fault of this program. */
    private static IOException failure(Exception e, HttpRequest request, Deadline deadline) {
        if (e instanceof RegistryException known) {
            return known;
        }
        if (deadline.isOver()) {
            return late(request);
        }
        if (e instanceof IOException other && !String.valueOf(e.getMessage()).startsWith("Invalid Http response")) {
            return other;
        }
        RegistryException failure = new RegistryException(
                RegistryException.Kind.NOT_A_REGISTRY,
                "what answers at " + RegistryAddress.site(request.to()) + " does not speak HTTP (" + e + ")");
        failure.initCause(e);
        return failure;
    }

    static RegistryException late(HttpRequest request) {
        return new RegistryException(
                RegistryException.Kind.TIMEOUT,
                RegistryAddress.site(request.to()) + " does not finish its answer to " + request.method() + " "
                        + request.to().getPath() + " in time");
    }

    /** Copies all that is left, and tells how much at a time. */
    static void transfer(InputStream in, OutputStream out, LongConsumer bytes) throws IOException {
        byte[] some = new byte[BUFFER];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            out.write(some, 0, read);
            bytes.accept(read);
        }
    }
}
