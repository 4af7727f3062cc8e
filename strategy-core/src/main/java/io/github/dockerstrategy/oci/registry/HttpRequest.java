package io.github.dockerstrategy.oci.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A request to a registry.
 *
 * @param isFollowed whether redirects are followed
 * @param streamed the size of the answer, if that is left to be read by the caller
 */
record HttpRequest(
        String method,
        URI to,
        Map<String, String> headers,
        Optional<Content> content,
        boolean isFollowed,
        Optional<Long> streamed) {

    /** The media type of a blob. */
    private static final String BYTES = "application/octet-stream";

    /** Opens what is sent, which may be necessary more than once. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** What is sent. */
    record Content(String type, long length, Opener opener, LongConsumer sent) {}

    HttpRequest {
        headers = Map.copyOf(headers);
    }

    static HttpRequest get(URI to, Map<String, String> headers) {
        return new HttpRequest("GET", to, headers, Optional.empty(), true, Optional.empty());
    }

    static HttpRequest head(URI to, Map<String, String> headers) {
        return new HttpRequest("HEAD", to, headers, Optional.empty(), true, Optional.empty());
    }

    static HttpRequest delete(URI to) {
        return new HttpRequest("DELETE", to, Map.of(), Optional.empty(), false, Optional.empty());
    }

    static HttpRequest post(URI to) {
        return post(to, BYTES, new byte[0]);
    }

    static HttpRequest post(URI to, String type, byte[] bytes) {
        return new HttpRequest("POST", to, Map.of(), Optional.of(content(type, bytes)), true, Optional.empty());
    }

    static HttpRequest put(URI to, String type, byte[] bytes) {
        return new HttpRequest("PUT", to, Map.of(), Optional.of(content(type, bytes)), true, Optional.empty());
    }

    static HttpRequest put(URI to, long length, Opener opener, LongConsumer sent) {
        Content content = new Content(BYTES, length, opener, sent);
        return new HttpRequest("PUT", to, Map.of(), Optional.of(content), true, Optional.empty());
    }

    HttpRequest to(URI other) {
        return new HttpRequest(method, other, headers, content, isFollowed, streamed);
    }

    HttpRequest notFollowed() {
        return new HttpRequest(method, to, headers, content, false, streamed);
    }

    HttpRequest streamed(long size) {
        return new HttpRequest(method, to, headers, content, isFollowed, Optional.of(size));
    }

    private static Content content(String type, byte[] bytes) {
        return new Content(type, bytes.length, () -> new ByteArrayInputStream(bytes), sent -> {});
    }
}
