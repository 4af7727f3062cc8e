package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.log.BuildLog;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Repeats what may succeed in a moment, with growing pauses: 408, 429, errors of the 500s, cut connections.
 *
 * @param pause before the second attempt
 */
record RetryPolicy(String host, Duration pause, BuildLog log) {

    private static final int ATTEMPTS = 4;

    /** Each takes as long as a silent registry is waited for. */
    private static final int SILENT_ATTEMPTS = 2;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** Something that can be done again from its start. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** A passing failure, with the pause that the server asks for. */
    static final class Passing extends IOException {

        private static final long serialVersionUID = 1L;

        private final RegistryException failure;

        @SuppressWarnings("serial") // never serialized
        private final Optional<Duration> retryAfter;

        Passing(RegistryException failure, Optional<Duration> retryAfter) {
            super(failure);
            this.failure = failure;
            this.retryAfter = retryAfter;
        }
    }

    /**
     * Runs it until it succeeds, or fails for good.
     *
     * @param isKnown whether the registry has answered before, so that a refused connection is a passing failure too
     */
    <T> T run(Attempt<T> attempt, Known isKnown) throws IOException {
        Duration next = pause;
        for (int number = 1; ; number++) {
            try {
                return attempt.run();
            } catch (Passing e) {
                Duration wait =
                        e.retryAfter.filter(asked -> !asked.isNegative()).orElse(next);
                if (number >= ATTEMPTS || wait.compareTo(LONGEST_PAUSE) > 0) {
                    throw e.failure;
                }
                log.retryingRequest(host, e.failure.status(), wait, number, ATTEMPTS - 1);
                sleep(wait);
            } catch (IOException e) {
                int attempts = attempts(e, isKnown.answered());
                if (number >= attempts) {
                    throw e;
                }
                log.retryingConnection(host, String.valueOf(e.getMessage()), next, number, attempts - 1);
                sleep(next);
            }
            next = next.multipliedBy(2);
        }
    }

    /** Whether a registry has answered before. */
    @FunctionalInterface
    interface Known {
        boolean answered();
    }

    private static int attempts(IOException failure, boolean isKnown) {
        if (failure instanceof RegistryException || failure instanceof SSLHandshakeException) {
            return 1;
        }
        if (failure instanceof SocketTimeoutException) {
            return isKnown
                            || !String.valueOf(failure.getMessage())
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .contains("connect")
                    ? SILENT_ATTEMPTS
                    : 1;
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return isKnown ? ATTEMPTS : 1;
        }
        boolean isCut = failure instanceof SocketException
                || failure instanceof SSLException
                || String.valueOf(failure.getMessage()).startsWith("Premature EOF");
        return isCut ? ATTEMPTS : 1;
    }

    private static void sleep(Duration wait) throws InterruptedIOException {
        try {
            Thread.sleep(wait.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
