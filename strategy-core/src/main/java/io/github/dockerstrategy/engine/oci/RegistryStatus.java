package io.github.dockerstrategy.engine.oci;

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
    static boolean isPassing(HttpAnswer answer) {
        int status = answer.status();
        if (status == HttpAnswer.TOO_MANY_REQUESTS) {
            return !isPullLimit(answer);
        }
        return status == HttpAnswer.REQUEST_TIMEOUT || (status >= HttpAnswer.SERVER_ERROR && !LASTING.contains(status));
    }

    /** How long the server asks to be left alone. */
    static Optional<Duration> retryAfter(HttpAnswer answer) {
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
    static RegistryFailure failure(HttpAnswer answer, String who) {
        int status = answer.status();
        String request =
                " to " + answer.request().method() + " " + answer.from().getPath();
        String message = who + " answered " + answer.reason() + request;
        RegistryFailure.Kind kind = switch (status) {
            case HttpAnswer.UNAUTHORIZED -> RegistryFailure.Kind.UNAUTHORIZED;
            case HttpAnswer.FORBIDDEN -> RegistryFailure.Kind.FORBIDDEN;
            case HttpAnswer.TOO_MANY_REQUESTS -> RegistryFailure.Kind.RATE_LIMIT;
            case PROXY_AUTHENTICATION -> RegistryFailure.Kind.PROXY;
            case HttpAnswer.REQUEST_TIMEOUT -> RegistryFailure.Kind.TIMEOUT;
            default -> other(answer);
        };
        if (isPullLimit(answer)) {
            message = "the limit of pulls is reached: " + message;
        }
        return new RegistryFailure(kind, status, message);
    }

    private static RegistryFailure.Kind other(HttpAnswer answer) {
        if (answer.status() >= HttpAnswer.SERVER_ERROR) {
            return RegistryFailure.Kind.SERVER_ERROR;
        }
        if (answer.isWebPage()) {
            return RegistryFailure.Kind.NOT_A_REGISTRY;
        }
        return answer.status() == HttpAnswer.NOT_FOUND
                ? RegistryFailure.Kind.NOT_FOUND
                : RegistryFailure.Kind.UNEXPECTED_ANSWER;
    }

    private static boolean isPullLimit(HttpAnswer answer) {
        return answer.status() == HttpAnswer.TOO_MANY_REQUESTS
                && answer.reason().toLowerCase(Locale.ROOT).contains("pull rate limit");
    }
}
