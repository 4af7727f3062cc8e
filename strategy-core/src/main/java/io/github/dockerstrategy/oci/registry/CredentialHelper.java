package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program that keeps credentials, such as {@code docker-credential-pass}.
 *
 * @param program its name or path
 * @param named where it is named, for messages
 * @param patience how long it may take, which can include a question to the user
 */
public record CredentialHelper(String program, String named, Programs programs, Duration patience) {

    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    private static final String USERNAME = "Username";

    /**
     * Asks for the credentials of a server.
     *
     * @param server as the helper knows it
     */
    public CredentialLookup get(String server) {
        AtomicReference<ProcessResult> outcome = new AtomicReference<>();
        AtomicReference<RuntimeException> failure = new AtomicReference<>();
        Command command = Command.of(Path.of("").toAbsolutePath(), List.of(program, "get"))
                .withInput(server);
        Thread thread = new Thread(
                () -> {
                    try {
                        outcome.set(programs.run(command, line -> {}));
                    } catch (ProblemException e) {
                        failure.set(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "docker-strategy credential helper");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(patience.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        if (failure.get() != null) {
            return failed("cannot be run; it is not installed, or not on the PATH");
        }
        ProcessResult answer = outcome.get();
        return answer == null ? failed("did not answer within " + patience.toSeconds() + " s") : read(answer);
    }

    private CredentialLookup read(ProcessResult answer) {
        String text = answer.text().strip();
        if (!answer.succeeded()) {
            return text.toLowerCase(Locale.ROOT).contains("credentials not found")
                    ? CredentialLookup.none(source())
                    : failed("ended with exit code " + answer.exitCode()
                            + (text.isEmpty() ? "" : ": " + firstLine(text)));
        }
        try {
            Map<String, Object> document = Json.object(text.getBytes(StandardCharsets.UTF_8));
            Object secret = document.get("Secret");
            if (document.get(USERNAME) instanceof String username && secret instanceof String password) {
                return username.isEmpty() && password.isEmpty()
                        ? CredentialLookup.none(source())
                        : CredentialLookup.of(new Credentials(username, password), source());
            }
        } catch (IOException e) {
            // Reported below: what it said may hold a secret.
        }
        return failed("answered nothing that can be read");
    }

    private String source() {
        return "the credential helper " + program + " that " + named + " names";
    }

    private CredentialLookup failed(String how) {
        return new CredentialLookup(Optional.empty(), source(), source() + " " + how);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ");
    }
}
