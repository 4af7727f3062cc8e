package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import io.github.dockerstrategy.report.BuildLog;

/** Passes jib's events on. What jib calls lifecycle or progress is detail here: our steps tell the story. */
record JibLog(BuildLog log) {

    /** Everything as detail: for questions whose failure is told by the exception. */
    void debug(LogEvent event) {
        log.debug("jib: " + event.getMessage());
    }

    void event(LogEvent event) {
        // Errors are detail too: jib logs each in red before it throws it, and we report what it throws.
        if (event.getLevel() == LogEvent.Level.WARN && !isExpected(event.getMessage())) {
            log.warn(event.getMessage());
        } else {
            debug(event);
        }
    }

    void progress(ProgressEventHandler.Update update) {
        log.progress("image", update.getProgress());
    }

    /** Falling back to plain HTTP is only possible where it was allowed. */
    private static boolean isExpected(String message) {
        return message.startsWith("Cannot verify server at") || message.startsWith("Failed to connect to");
    }
}
