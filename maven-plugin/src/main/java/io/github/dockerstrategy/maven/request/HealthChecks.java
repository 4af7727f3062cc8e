package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.maven.config.HealthCheckParameters;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code <healthCheck>}. */
final class HealthChecks {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    /** They count nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private HealthChecks() {}

    static HealthCheck read(HealthCheckParameters check) {
        boolean shell = check.shell != null;
        List<String> command = shell ? List.of(check.shell) : check.command;
        if (command.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "missing-health-check-command",
                    "The health check has no command.",
                    "<container><healthCheck>",
                    "write <command><arg>…</arg></command>, or <shell>…</shell>"));
        }
        return new HealthCheck(
                command,
                shell,
                notZero(duration(check.interval, "interval"), "interval"),
                notZero(duration(check.timeout, "timeout"), "timeout"),
                duration(check.startPeriod, "startPeriod"),
                Optional.ofNullable(retries(check.retries)));
    }

    private static @Nullable Integer retries(@Nullable Integer number) {
        if (number != null && number < 1) {
            throw new ProblemException(Problem.of(
                    "bad-number",
                    "The retries of the health check are at least 1, not " + number + ".",
                    "<container><healthCheck><retries>",
                    "leave it out for the engine's default, 3"));
        }
        return number;
    }

    private static Optional<Duration> duration(@Nullable String text, String element) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw bad("'" + text + "' is not a duration.", element);
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw bad("'" + text + "' is longer than engines can count, which is " + LONGEST.toHours() + "h.", element);
        }
        return Optional.of(duration);
    }

    /** Engines take zero for their default. */
    private static Optional<Duration> notZero(Optional<Duration> duration, String element) {
        if (duration.filter(Duration::isZero).isPresent()) {
            throw bad("The " + element + " of a health check is at least 1ms.", element);
        }
        return duration;
    }

    private static ProblemException bad(String what, String element) {
        return new ProblemException(Problem.of(
                "bad-duration",
                what,
                "<container><healthCheck><" + element + ">",
                "write a number and ms, s, m or h, for example 30s"));
    }
}
