package io.github.dockerstrategy.log;

import io.github.dockerstrategy.problem.Notation;
import io.github.dockerstrategy.problem.PlainText;
import io.github.dockerstrategy.problem.Text;

/**
 * Lines of a log and the progress bar below them, which each line erases.
 *
 * @param sink gets the lines
 * @param notation how parameters and goals are written
 * @param progress the progress bar
 */
record Console(LogSink sink, Notation notation, ProgressBar progress) {

    void info(String line) {
        progress.erase();
        sink.info(readable(line));
    }

    void warn(String line) {
        progress.erase();
        sink.warn(readable(line));
    }

    void debug(String line) {
        progress.erase();
        sink.debug(readable(line));
    }

    private String readable(String line) {
        return PlainText.withoutUserInfo(Text.render(line.replaceAll("\\R", " "), notation));
    }
}
