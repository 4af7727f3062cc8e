package io.github.dockerstrategy.log;

import java.io.PrintStream;
import java.util.Optional;

/** Where {@link ConsoleBuildLog} writes its lines. */
public interface LogSink {

    void info(String line);

    void warn(String line);

    void debug(String line);

    /** The terminal that somebody watches, for a progress bar; empty where output goes to a file or a pipe. */
    default Optional<PrintStream> terminal() {
        return Optional.empty();
    }

    /** Writes to {@code out}, without details. */
    static LogSink of(PrintStream out) {
        return new LogSink() {
            @Override
            public void info(String line) {
                out.println(line);
            }

            @Override
            public void warn(String line) {
                out.println("Warning: " + line);
            }

            @Override
            public void debug(String line) {}
        };
    }
}
