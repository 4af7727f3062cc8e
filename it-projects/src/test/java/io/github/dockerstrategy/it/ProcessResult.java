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
public record ProcessResult(int exitCode, String output) {

    private static final long MINUTES = 10;

    /** Runs a program with additional environment variables; an empty value removes one. */
    public static ProcessResult program(List<String> command, Path folder, Map<String, String> environment) {
        return program(command, folder, environment, (process, output) -> {});
    }

    /** Runs a program until it has printed {@code sign}, and asks it to end then. */
    static ProcessResult terminated(List<String> command, Path folder, Map<String, String> environment, String sign) {
        return program(command, folder, environment, (process, output) -> {
            while (!Files.readString(output).contains(sign)) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("ended by itself, without '" + sign + "':\n" + Files.readString(output));
                }
            }
            process.destroy();
        });
    }

    private interface Meanwhile {
        void act(Process process, Path output) throws IOException, InterruptedException;
    }

    private static ProcessResult program(
            List<String> command, Path folder, Map<String, String> environment, Meanwhile meanwhile) {
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
                return run(builder, output, meanwhile);
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

    private static ProcessResult run(ProcessBuilder builder, Path output, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .start();
        try {
            meanwhile.act(process, output);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError("not finished after " + MINUTES + " minutes: " + builder.command() + "\n"
                        + Files.readString(output));
            }
            return new ProcessResult(
                    process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}
