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
                duration(check.interval, "interval"),
                duration(check.timeout, "timeout"),
                duration(check.startPeriod, "startPeriod"),
                Optional.ofNullable(check.retries));
    }

    private static Optional<Duration> duration(@Nullable String text, String element) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw new ProblemException(Problem.of(
                    "bad-duration",
                    "'" + text + "' is not a duration.",
                    "<container><healthCheck><" + element + ">",
                    "write a number and ms, s, m or h, for example 30s"));
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                });
    }
}
