package io.github.dockerstrategy.engine.oci;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Ends a request whose time is over, whatever it waits for. */
final class Deadline implements AutoCloseable {

    private static final long TICK_MILLIS = 200;

    private final HttpURLConnection connection;
    private final TimerTask check = new TimerTask() {
        @Override
        public void run() {
            if (isOver()) {
                connection.disconnect();
            }
        }
    };
    private volatile long end;

    Deadline(HttpURLConnection connection, Duration allowed, Timer timer) {
        this.connection = connection;
        extend(allowed);
        timer.schedule(check, TICK_MILLIS, TICK_MILLIS);
    }

    /** Allows as much from now on. */
    void extend(Duration allowed) {
        end = System.nanoTime() + allowed.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    @Override
    public void close() {
        check.cancel();
    }
}
