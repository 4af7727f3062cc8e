package io.github.dockerstrategy.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same with several things at once: as many as there are processors, two at least. */
public final class Parallel {

    /** Something that may fail. */
    @FunctionalInterface
    public interface Work<T, R> {
        R apply(T thing) throws Exception;
    }

    /**
     * The results, in the order of {@code things}.
     *
     * @throws IOException if one of them fails
     */
    public <T, R> List<R> map(List<T> things, Work<T, R> work) throws IOException, InterruptedException {
        int threads = Math.min(things.size(), Math.max(2, Runtime.getRuntime().availableProcessors()));
        if (threads == 0) {
            return List.of();
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "docker-strategy");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<R>> tasks = new ArrayList<>();
            things.forEach(thing -> tasks.add(() -> work.apply(thing)));
            List<R> results = new ArrayList<>();
            for (Future<R> result : pool.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
