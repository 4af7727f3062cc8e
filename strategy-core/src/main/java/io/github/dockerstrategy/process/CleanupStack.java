package io.github.dockerstrategy.process;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be removed when a piece of work ends: on success, on failure, and when the JVM is asked to stop in the middle, which
 * runs no finally block. Actions run last to first, each once.
 */
public final class CleanupStack implements AutoCloseable {

    /** Removes one thing; a failure must not keep the others from being removed. */
    @FunctionalInterface
    public interface Removal {
        void remove() throws Exception;
    }

    private final Deque<Removal> removals = new ArrayDeque<>();
    private final Thread hook = new Thread(this::removeAll, "docker-strategy clean-up");

    public CleanupStack() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public synchronized void add(Removal removal) {
        removals.push(removal);
    }

    @Override
    public void close() {
        removeAll();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook finds nothing left to do.
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private synchronized void removeAll() {
        boolean interrupted = Thread.interrupted();
        while (!removals.isEmpty()) {
            try {
                removals.pop().remove();
            } catch (Exception e) {
                System.err.println("docker-strategy could not clean up: " + e.getMessage());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
