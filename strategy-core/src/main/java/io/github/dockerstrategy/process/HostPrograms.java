package io.github.dockerstrategy.process;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The programs of this machine. */
public final class HostPrograms implements Programs {

    private final Duration patience;

    public HostPrograms() {
        this(Duration.ofSeconds(10));
    }

    /** @param patience how long programs may take to end when they are asked to */
    HostPrograms(Duration patience) {
        this.patience = patience;
    }

    @Override
    public ProcessResult run(Command command, Consumer<String> output) throws InterruptedException {
        Process process = start(command);
        // Maven ended by a signal runs shutdown hooks but no finally block: without this one the program would run on.
        Thread hook = new Thread(() -> end(process, command));
        addHook(hook);
        Lines out = new Lines(process.getInputStream(), output);
        Lines err = new Lines(process.getErrorStream(), output);
        try {
            feed(process, command);
            int exitCode = process.waitFor();
            out.join();
            err.join();
            return new ProcessResult(exitCode, out.kept(), err.kept());
        } finally {
            end(process, command);
            removeHook(hook);
        }
    }

    private static Process start(Command command) {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        builder.directory(command.directory().toFile());
        builder.environment().putAll(command.environment());
        command.outputFile().ifPresent(file -> builder.redirectOutput(file.toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.ofEnvironment(
                            "program-not-found",
                            "Cannot run '" + command.program() + "': " + e.getMessage() + ".",
                            "the command " + command.line(),
                            "install it, or put its folder on the PATH"),
                    e);
        }
    }

    private static void feed(Process process, Command command) {
        try (OutputStream input = process.getOutputStream()) {
            if (command.input().isPresent()) {
                input.write(command.input().get().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The program ended without reading all of it: its exit code and its words tell more than a broken pipe.
        }
    }

    private void end(Process process, Command command) {
        if (process.isAlive() && command.ending() == Command.Ending.FROM_WITHIN) {
            endWhatRunsIn(process, String.valueOf(Path.of(command.program()).getFileName()));
        }
        if (process.isAlive()) {
            endTogether(process);
        }
    }

    /** Ends all but the program and further processes of the same executable, again and again until it gives up. */
    private void endWhatRunsIn(Process process, String name) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            do {
                process.descendants()
                        .filter(one -> !isNamed(one, name))
                        .filter(one -> one.descendants().noneMatch(below -> isNamed(below, name)))
                        .forEach(ProcessHandle::destroyForcibly);
            } while (!process.waitFor(100, TimeUnit.MILLISECONDS) && System.nanoTime() < until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isNamed(ProcessHandle process, String name) {
        return process.info()
                .command()
                .map(executable -> String.valueOf(Path.of(executable).getFileName()))
                .filter(name::equals)
                .isPresent();
    }

    private void endTogether(Process process) {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        family.forEach(ProcessHandle::destroy);
        CompletableFuture<?> ended = CompletableFuture.allOf(
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            family.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    private static void addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and this program is run to clean up before it does.
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down already, and the hook with it.
        }
    }

    /** Reads one stream of the program on a thread of its own, so that neither stream can block the other. */
    private static final class Lines extends Thread {

        private final InputStream stream;
        private final Consumer<String> output;
        private final Deque<String> kept = new ArrayDeque<>();

        Lines(InputStream stream, Consumer<String> output) {
            super("docker-strategy program output");
            this.stream = stream;
            this.output = output;
            setDaemon(true);
            start();
        }

        @Override
        public void run() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    keep(line);
                    output.accept(line);
                }
            } catch (IOException | UncheckedIOException e) {
                // The program was ended while we read: what was read so far is all there is.
            }
        }

        private synchronized void keep(String line) {
            if (kept.size() == ProcessResult.MOST_LINES) {
                kept.removeFirst();
            }
            kept.addLast(line);
        }

        synchronized List<String> kept() {
            return List.copyOf(kept);
        }
    }
}
