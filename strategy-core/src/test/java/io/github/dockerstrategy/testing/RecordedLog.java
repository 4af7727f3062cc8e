package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.log.ConsoleBuildLog;
import io.github.dockerstrategy.log.LogSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A build log that remembers what a person would read. */
public final class RecordedLog extends ConsoleBuildLog {

    private final Lines written;
    private long announced;
    private long transferred;

    public RecordedLog() {
        this(new Lines());
    }

    private RecordedLog(Lines written) {
        super(written);
        this.written = written;
    }

    /** All lines but details. */
    public List<String> lines() {
        return written.shown();
    }

    /** All lines, details too. */
    public List<String> everything() {
        return written.all();
    }

    /** How much of what was to be sent or received has been. */
    public synchronized double transferred() {
        return (double) transferred / announced;
    }

    @Override
    public LongConsumer pulling(String image, int layers, long bytes) {
        super.pulling(image, layers, bytes);
        return counting(bytes);
    }

    @Override
    public LongConsumer pushing(int layers, long bytes) {
        super.pushing(layers, bytes);
        return counting(bytes);
    }

    private synchronized LongConsumer counting(long bytes) {
        announced += bytes;
        return this::count;
    }

    private synchronized void count(long bytes) {
        transferred += bytes;
    }

    private static final class Lines implements LogSink {

        private final List<String> shown = new ArrayList<>();
        private final List<String> all = new ArrayList<>();

        @Override
        public synchronized void info(String line) {
            shown.add(line);
            all.add(line);
        }

        @Override
        public void warn(String line) {
            info("WARN " + line);
        }

        @Override
        public synchronized void debug(String line) {
            all.add(line);
        }

        synchronized List<String> shown() {
            return List.copyOf(shown);
        }

        synchronized List<String> all() {
            return List.copyOf(all);
        }
    }
}
