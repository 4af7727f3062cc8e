package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.oci.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was answered to a request.
 *
 * @param request the request, as it was sent last
 * @param body what came; empty for {@code HEAD}, and where {@code stream} has it
 * @param stream the content of a blob, still to be read
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HttpResponse(
        HttpRequest request, int status, Map<String, List<String>> headers, byte[] body, Optional<InputStream> stream) {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int REQUEST_TIMEOUT = 408;
    static final int TOO_MANY_REQUESTS = 429;
    static final int SERVER_ERROR = 500;

    private static final List<Integer> REDIRECTS = List.of(301, 302, 303, 307, 308);
    private static final int LONGEST_MESSAGE = 240;

    /** The first header of that name. */
    Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    /** All headers of that name. */
    List<String> all(String name) {
        List<String> all = new ArrayList<>();
        headers.forEach((key, values) -> {
            if (name.equalsIgnoreCase(key)) {
                all.addAll(values);
            }
        });
        return all;
    }

    boolean isRedirect() {
        return REDIRECTS.contains(status);
    }

    boolean isWebPage() {
        return header("Content-Type")
                .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
                .isPresent();
    }

    URI from() {
        return request.to();
    }

    /** Status, and what the registry says of it. */
    String reason() {
        String message = message();
        return message.isEmpty() ? Integer.toString(status) : status + ": " + message;
    }

    /** The registry's own words, in one line. */
    private String message() {
        try {
            for (Object error : Json.list(Json.object(body).get("errors"))) {
                Map<String, Object> one = Json.object(error);
                Object text = one.get("message") == null
                                || one.get("message").toString().isBlank()
                        ? one.get("code")
                        : one.get("message");
                if (text != null) {
                    String line = text.toString()
                            .replaceAll("\\p{Cntrl}+|\\p{javaWhitespace}+", " ")
                            .strip();
                    return line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
                }
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }
}
