package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.core.JacksonException;
import com.google.cloud.tools.jib.http.ResponseException;
import io.github.dockerstrategy.problem.Problem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Registries that answer, but not as a registry should; and those that must not be asked. */
final class RegistryFaults {

    private static final int SERVER_ERROR = 500;

    /** By name: the HTTP library below jib's is none of ours. */
    private static final String CUT = "NoHttpResponseException";

    private RegistryFaults() {}

    /** Whether it may be over the next moment: a registry that restarts, or has too much to do. */
    static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResponseException response && response.getStatusCode() >= SERVER_ERROR) {
                return true;
            }
        }
        return false;
    }

    static @Nullable Problem of(Throwable cause, String cannot, String host, String where) {
        if (cause instanceof ResponseException response && response.getStatusCode() >= SERVER_ERROR) {
            return Problem.ofEnvironment(
                    "registry-failed",
                    cannot + "the registry " + host + " has a fault of its own: " + oneLine(response) + ".",
                    where,
                    "try again later; its own log says more");
        }
        if (cause.getClass().getSimpleName().equals(CUT)) {
            return Problem.ofEnvironment(
                    "registry-unreachable",
                    cannot + "the registry " + host + " ends connections without an answer.",
                    where,
                    "check that it is a registry, that it runs and that its port is right; behind a proxy, configure it in settings.xml");
        }
        if (cause instanceof JacksonException) {
            return Problem.ofEnvironment(
                    "not-a-registry",
                    cannot + "what answers at " + host + " is no registry: it does not speak its language.",
                    where,
                    "check host and port; a proxy or a login page may answer in its place");
        }
        if (cause instanceof IOException && oneLine(cause).startsWith("Cannot run Jib in offline mode")) {
            return Problem.ofEnvironment(
                    "base-not-cached",
                    cannot + "the base image is not in the cache, and Maven is offline (-o).",
                    "<from>",
                    "run it once without -o");
        }
        return null;
    }

    private static String oneLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
