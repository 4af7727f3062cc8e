package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The times in an image. Both follow from {@code project.build.outputTimestamp} where the parameters say nothing; the image's creation time
 * says nothing of its files.
 */
record ImageTimes(GoalContext goal, ContainerParameters container) {

    private static final String TIMESTAMP = "project.build.outputTimestamp";
    private static final String CREATED = "<container><creationTime>";
    private static final String MODIFIED = "<container><filesModificationTime>";

    /** The last second of the year 9999, and of what tar archives and JSON tell in four digits. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Offsets with and without a colon, or hours only. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(java.util.Locale.ROOT);

    Instant created() {
        @Nullable String text = container.creationTime;
        if (text != null && text.strip().equals("USE_CURRENT_TIMESTAMP")) {
            return goal.session().getStartTime().toInstant();
        }
        return time(text, CREATED);
    }

    Instant modified() {
        return time(container.filesModificationTime, MODIFIED);
    }

    private Instant time(@Nullable String configured, String where) {
        if (configured != null && !configured.isBlank()) {
            return parse(configured.strip(), where);
        }
        String timestamp = outputTimestamp().map(String::strip).orElse("");
        // Maven's convention: a single character takes an inherited time away.
        boolean none = timestamp.length() < 2 && !timestamp.matches("\\d");
        return none ? ImageSpec.REPRODUCIBLE_TIME : parse(timestamp, TIMESTAMP);
    }

    private Optional<String> outputTimestamp() {
        @Nullable String typed = goal.session().getUserProperties().getProperty(TIMESTAMP);
        return Optional.ofNullable(
                typed == null ? goal.project().getProperties().getProperty(TIMESTAMP) : typed);
    }

    private static Instant parse(String text, String where) {
        if (text.equals("EPOCH")) {
            return Instant.EPOCH;
        }
        if (text.equals("EPOCH_PLUS_SECOND")) {
            return ImageSpec.REPRODUCIBLE_TIME;
        }
        try {
            Instant time = text.matches("\\d+") ? seconds(text, where) : iso(text);
            if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > LAST_SECOND) {
                throw refusal("'" + text + "' is not a time from 1970 to 9999.", where, null);
            }
            return time;
        } catch (DateTimeException | NumberFormatException e) {
            throw refusal("'" + text + "' is not a time.", where, e);
        }
    }

    private static Instant iso(String text) {
        TemporalAccessor parsed = ISO.parse(text);
        return OffsetDateTime.from(parsed).toInstant();
    }

    private static Instant seconds(String text, String where) {
        long seconds = Long.parseLong(text);
        if (seconds > LAST_SECOND) {
            throw refusal(
                    "'" + text + "' are not seconds since the epoch; they may be milliseconds"
                            + (seconds / 1000 <= LAST_SECOND ? " (" + Instant.ofEpochMilli(seconds) + ")." : "."),
                    where,
                    null);
        }
        return Instant.ofEpochSecond(seconds);
    }

    private static ProblemException refusal(String what, String where, @Nullable Exception cause) {
        String words = where.equals(CREATED)
                ? "EPOCH, EPOCH_PLUS_SECOND or USE_CURRENT_TIMESTAMP"
                : "EPOCH or EPOCH_PLUS_SECOND";
        return new ProblemException(
                Problem.of(
                        "bad-time",
                        what,
                        where,
                        "write ISO 8601 with an offset, such as 2026-01-31T12:00:00Z, seconds since the epoch, "
                                + words),
                cause);
    }
}
