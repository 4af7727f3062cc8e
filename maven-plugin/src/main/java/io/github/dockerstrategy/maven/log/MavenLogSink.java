package io.github.dockerstrategy.maven.log;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.log.LogSink;
import java.io.PrintStream;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/**
 * Writes to Maven's log.
 *
 * @param isWatched whether a person watches a terminal
 */
public record MavenLogSink(Log log, boolean isWatched) implements LogSink {

    /** The build's log for a parameter's reader, where nothing is transferred. */
    public static BuildLog log(Log log) {
        return new ConsoleBuildLog(new MavenLogSink(log, false));
    }

    @Override
    public void info(String line) {
        log.info(line);
    }

    @Override
    public void warn(String line) {
        log.warn(line);
    }

    @Override
    public void debug(String line) {
        log.debug(line);
    }

    @Override
    public Optional<PrintStream> terminal() {
        return isWatched ? Optional.of(System.out) : Optional.empty();
    }
}
