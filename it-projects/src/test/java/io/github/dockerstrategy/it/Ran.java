package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run to its end.
 *
 * @param exitCode what it returned
 * @param output what it printed, on both streams
 */
public record Ran(int exitCode, String output) {

    private static final long MINUTES = 10;

    /** Runs a program with additional environment variables; an empty value removes one. */
    public static Ran program(List<String> command, Path folder, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        try {
            Path output = Files.createTempFile("output", ".txt");
            try {
                return run(builder, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: " + command, e);
        }
    }

    /** The output of a program that has to succeed. */
    public String orFail(String what) {
        if (exitCode != 0) {
            throw new AssertionError(what + " failed with exit code " + exitCode + ":\n" + output);
        }
        return output;
    }

    private static Ran run(ProcessBuilder builder, Path output) throws IOException, InterruptedException {
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("not finished after " + MINUTES + " minutes: " + builder.command() + "\n"
                        + Files.readString(output));
            }
            return new Ran(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
