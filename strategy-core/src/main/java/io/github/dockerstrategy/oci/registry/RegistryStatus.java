package io.github.dockerstrategy.oci.registry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the status of an answer means. */
final class RegistryStatus {

    private static final int PROXY_AUTHENTICATION = 407;

    /** Errors that another attempt cannot mend: not implemented, version not supported, no space, login to the network. */
    private static final List<Integer> LASTING = List.of(501, 505, 507, 511);

    private RegistryStatus() {}

    /** Whether the same request may succeed in a moment. Docker Hub's limit of pulls lasts for hours. */
    static boolean isPassing(HttpResponse answer) {
        int status = answer.status();
        if (status == HttpResponse.TOO_MANY_REQUESTS) {
            return !isPullLimit(answer);
        }
        return status == HttpResponse.REQUEST_TIMEOUT
                || (status >= HttpResponse.SERVER_ERROR && !LASTING.contains(status));
    }

    /** How long the server asks to be left alone. */
    static Optional<Duration> retryAfter(HttpResponse answer) {
        Optional<String> header = answer.header("Retry-After");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.get().strip())));
        } catch (NumberFormatException | ArithmeticException e) {
            try {
                Instant when = ZonedDateTime.parse(header.get().strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(Duration.between(Instant.now(), when));
            } catch (DateTimeException notADate) {
                return Optional.empty();
            }
        }
    }

    /**
     * The failure that a status stands for.
     *
     * @param who answered, such as {@code the registry example.com}
     */
    static RegistryException failure(HttpResponse answer, String who) {
        int status = answer.status();
        String request =
                " to " + answer.request().method() + " " + answer.from().getPath();
        String message = who + " answered " + answer.reason() + request;
        RegistryException.Kind kind = switch (status) {
            case HttpResponse.UNAUTHORIZED -> RegistryException.Kind.UNAUTHORIZED;
            case HttpResponse.FORBIDDEN -> RegistryException.Kind.FORBIDDEN;
            case HttpResponse.TOO_MANY_REQUESTS -> RegistryException.Kind.RATE_LIMIT;
            case PROXY_AUTHENTICATION -> RegistryException.Kind.PROXY;
            case HttpResponse.REQUEST_TIMEOUT -> RegistryException.Kind.TIMEOUT;
            default -> other(answer);
        };
        if (isPullLimit(answer)) {
            message = "the limit of pulls is reached: " + message;
        }
        return new RegistryException(kind, status, message);
    }

    private static RegistryException.Kind other(HttpResponse answer) {
        if (answer.status() >= HttpResponse.SERVER_ERROR) {
            return RegistryException.Kind.SERVER_ERROR;
        }
        if (answer.isWebPage()) {
            return RegistryException.Kind.NOT_A_REGISTRY;
        }
        return answer.status() == HttpResponse.NOT_FOUND
                ? RegistryException.Kind.NOT_FOUND
                : RegistryException.Kind.UNEXPECTED_ANSWER;
    }

    private static boolean isPullLimit(HttpResponse answer) {
        return answer.status() == HttpResponse.TOO_MANY_REQUESTS
                && answer.reason().toLowerCase(Locale.ROOT).contains("pull rate limit");
    }
}
