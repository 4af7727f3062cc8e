package io.github.dockerstrategy.log;

import java.io.PrintStream;
import java.util.Optional;

/** Where {@link ConsoleBuildLog} writes its lines. */
public interface LogSink {

    /**
     * Writes what everybody should see: steps and results.
     *
     * @param line one line of text
     */
    void info(String line);

    /**
     * Writes a warning.
     *
     * @param line one line of text
     */
    void warn(String line);

    /**
     * Writes a detail, for those who look for the cause of something.
     *
     * @param line one line of text
     */
    void debug(String line);

    /**
     * The terminal that a person watches, for a progress bar.
     *
     * @return the terminal; empty where output goes to a file or a pipe
     */
    default Optional<PrintStream> terminal() {
        return Optional.empty();
    }

    /**
     * Writes to a stream, without details.
     *
     * @param out the stream, such as {@code System.out}
     * @return a sink without a progress bar
     */
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
