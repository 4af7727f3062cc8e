package io.github.dockerstrategy.oci.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives up a request whose time is over, whatever it waits for. The JDK's connections cannot be closed while they are read: the end of
 * a chunk's size, or of a trailer, is waited for with the lock that closing needs. So they are used in another thread, which is left alone
 * when the time is over.
 */
final class Deadline {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "docker-strategy request");
        thread.setDaemon(true);
        return thread;
    });

    private final HttpURLConnection connection;
    private final HttpRequest request;
    private volatile long end;

    Deadline(HttpURLConnection connection, HttpRequest request, Duration allowed) {
        this.connection = connection;
        this.request = request;
        extend(allowed);
    }

    /** Allows as much from now on. */
    void extend(Duration allowed) {
        extend(System.nanoTime(), allowed);
    }

    /** Allows as much since {@code start}, by {@link System#nanoTime}. */
    void extend(long start, Duration allowed) {
        end = start + allowed.toNanos();
    }

    boolean isOver() {
        return System.nanoTime() - end > 0;
    }

    /**
     * Does a part of the request.
     *
     * @throws RegistryException if the time is over before it is done
     */
    <T> T run(Callable<T> part) throws IOException {
        Future<T> result = THREADS.submit(part);
        try {
            while (true) {
                try {
                    return result.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (isOver()) {
                        throw HttpSender.late(request);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            if (!result.isDone()) {
                THREADS.execute(connection::disconnect);
            }
        }
    }

    private static IOException failure(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            throw failure;
        }
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        return e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    }
}
