package io.github.dockerstrategy.engine.jib;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;

/**
 * How long one question is asked of a registry that does not answer. jib asks ten times, each time for twenty seconds: one that hangs would
 * hold a build up for minutes.
 */
final class Patience {

    private static final int TRIES = 4;
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final long start = System.nanoTime();
    private int failures;

    /**
     * Once more without an answer.
     *
     * @throws UncheckedIOException where that was the last time
     */
    void failed() {
        failures++;
        if (failures == TRIES || System.nanoTime() - start > ENOUGH.toNanos()) {
            throw new UncheckedIOException(
                    new ConnectException("asked " + (failures == 1 ? "once" : failures + " times")));
        }
    }
}
