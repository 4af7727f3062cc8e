package io.github.dockerstrategy.dockerfile;

import io.github.dockerstrategy.image.HealthCheck;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code HEALTHCHECK [--interval=…] [--timeout=…] [--start-period=…] [--retries=N] CMD COMMAND}. Only the options that every
 * builder knows; podman keeps it in images of docker's format only.
 *
 * @param check the command, in exec or shell form, and its times
 */
public record Health(HealthCheck check) implements Instruction {

    public Health {
        if (check.shell()) {
            Run.requireCommand(shellLine(check));
        } else {
            check.command().forEach(word -> Text.requireOneLine(word, "the health check"));
        }
    }

    @Override
    public String text() {
        Line line = new Line("HEALTHCHECK");
        check.interval().ifPresent(time -> line.flag("interval", goDuration(time)));
        check.timeout().ifPresent(time -> line.flag("timeout", goDuration(time)));
        check.startPeriod().ifPresent(time -> line.flag("start-period", goDuration(time)));
        check.retries().ifPresent(times -> line.flag("retries", Integer.toString(times)));
        String command = "CMD " + (check.shell() ? shellLine(check) : Text.json(check.command()));
        boolean flags = line.text().contains(" ");
        return (flags ? line.continued(command) : line.word(command)).text();
    }

    private static String shellLine(HealthCheck check) {
        return String.join(" ", check.command()).strip();
    }

    /** A time as Go's {@code time.ParseDuration} reads it. */
    private static String goDuration(Duration time) {
        long nanos = time.toNanos();
        if (nanos % TimeUnit.SECONDS.toNanos(1) == 0) {
            return time.toSeconds() + "s";
        }
        return nanos % TimeUnit.MILLISECONDS.toNanos(1) == 0 ? time.toMillis() + "ms" : nanos + "ns";
    }
}
