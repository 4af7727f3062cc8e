package io.github.dockerstrategy.image;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the engine finds out whether the container still works.
 *
 * @param command the command and its arguments; a single element with {@code shell} is a shell command line
 * @param shell whether the command is run by {@code /bin/sh -c}
 * @param interval time between two checks; engine's default 30 s
 * @param timeout time after which a check has failed; engine's default 30 s
 * @param startPeriod time in which failures do not count; engine's default none
 * @param retries failures in a row that make the container unhealthy; engine's default 3
 */
public record HealthCheck(
        List<String> command,
        boolean shell,
        Optional<Duration> interval,
        Optional<Duration> timeout,
        Optional<Duration> startPeriod,
        Optional<Integer> retries) {

    public HealthCheck {
        command = List.copyOf(command);
        if (command.isEmpty() || (shell && command.size() > 1)) {
            throw new IllegalArgumentException("not a health check command: " + command);
        }
    }
}
