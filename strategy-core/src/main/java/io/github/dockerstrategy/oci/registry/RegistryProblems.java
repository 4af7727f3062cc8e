package io.github.dockerstrategy.oci.registry;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.group;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Turns failures of {@link RegistryClient} into problems.
 *
 * @param action what failed, such as {@code pull the base image}
 * @param image the image that it failed for
 * @param where the parameter that names the image
 */
public record RegistryProblems(String action, ImageReference image, String where) {

    private static final String PROXY_FIX =
            "behind a proxy, configure it in " + buildTool(BuildToolTerm.USER_SETTINGS) + " or HTTPS_PROXY";

    /** The problem behind {@code failure}; never fails itself. */
    public ProblemException of(Throwable failure) {
        return find(failure).orElseGet(() -> new ProblemException(unknown(failure), failure));
    }

    /** The problem behind {@code failure}; empty if it is none of a registry or its connection. */
    public Optional<ProblemException> find(Throwable failure) {
        String moved = "";
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return Optional.of(known);
            }
            if (cause instanceof PartialPushException partial) {
                moved += partial.state();
                continue;
            }
            Problem problem = cause instanceof RegistryException refused ? refused(refused) : connection(cause);
            if (problem != null) {
                return Optional.of(new ProblemException(withMore(problem, moved), failure));
            }
        }
        return Optional.empty();
    }

    private static Problem withMore(Problem problem, String more) {
        return problem.with(more);
    }

    /** The registry has no such image. */
    public ProblemException notFound() {
        return of(new RegistryException(
                RegistryException.Kind.NOT_FOUND, "the registry " + image.registry() + " has no such image"));
    }

    private Problem refused(RegistryException failure) {
        return switch (failure.kind()) {
            case UNAUTHORIZED, FORBIDDEN, CREDENTIALS, NOT_FOUND, RATE_LIMIT -> access(failure);
            case REFUSED_ADDRESS, TOO_LARGE, WRONG_CONTENT -> policy(failure);
            case SERVER_ERROR, UNEXPECTED_ANSWER, NOT_A_REGISTRY, TIMEOUT, PROXY -> answer(failure);
        };
    }

    private Problem access(RegistryException failure) {
        String host = image.registry();
        return switch (failure.kind()) {
            case UNAUTHORIZED ->
                problem(
                        "registry-unauthorized",
                        failure,
                        "give credentials that it accepts: " + buildTool(BuildToolTerm.USER_CREDENTIALS, host)
                                + ", 'docker login " + host + "',\nor "
                                + group("registries.registry", "host", host, "username", "…", "password", "…")
                                + "\nsome registries answer like this for an image that does not exist: check its name");
            case FORBIDDEN ->
                problem(
                        "registry-forbidden",
                        failure,
                        "check the repository's name, and that this account may use it; a registry may also forbid to overwrite a"
                                + " tag, or want the repository to be created first");
            case CREDENTIALS ->
                problem(
                        "credential-helper-failed",
                        failure,
                        "install the helper or put it on the PATH; it is named in "
                                + parameter("registries.registry.credHelper") + ", or in the"
                                + " credHelpers or credsStore of docker's config.json;\nor log in again: docker login "
                                + host);
            case RATE_LIMIT ->
                problem(
                        "registry-rate-limit",
                        failure,
                        "wait before you build again; many registries allow more with credentials ('docker login "
                                + host + "'), and " + buildTool(BuildToolTerm.OFFLINE) + " builds from the cache");
            default ->
                problem(
                        "image-not-in-registry",
                        failure,
                        "check registry, repository and tag for typos; a private image needs credentials");
        };
    }

    private Problem policy(RegistryException failure) {
        return switch (failure.kind()) {
            case REFUSED_ADDRESS ->
                problem(
                        "registry-refused-address",
                        failure,
                        "correct the registry's configuration (its external address, its token server, its proxy); no credentials were sent to that address");
            case TOO_LARGE ->
                problem(
                        "registry-too-large",
                        failure,
                        "do not use this image: nothing of the answer was kept. Check the registry, and who can write to it");
            default ->
                problem(
                        "registry-wrong-content",
                        failure,
                        "do not use this image: the content was tampered with, or damaged on the way or in the registry, a mirror or"
                                + " a proxy");
        };
    }

    private Problem answer(RegistryException failure) {
        return switch (failure.kind()) {
            case SERVER_ERROR ->
                problem("registry-server-error", failure, "build again later; the registry's log has the reason");
            case NOT_A_REGISTRY ->
                problem(
                        "not-a-registry",
                        failure,
                        "check host and port; a proxy or a login page may answer in its place");
            case TIMEOUT -> unreachable(message(failure));
            case PROXY -> proxy(message(failure));
            default ->
                problem(
                        "registry-unexpected-answer",
                        failure,
                        "the registry's log has the reason; " + buildTool(BuildToolTerm.DEBUG_LOG)
                                + " shows each request");
        };
    }

    private @Nullable Problem connection(Throwable cause) {
        String host = image.registry();
        if (cause instanceof UnknownHostException) {
            String name = message(cause).split("[:\\s]", 2)[0];
            return problem(
                    "registry-unknown-host",
                    "there is no host '" + (name.isEmpty() || host.startsWith(name) ? host : name) + "'",
                    "check the name for typos; " + PROXY_FIX);
        }
        if (cause instanceof SSLException) {
            return tls(cause);
        }
        if (message(cause).startsWith("Unable to tunnel through proxy")) {
            return proxy("the proxy refused the connection to " + host + " (" + message(cause) + ")");
        }
        if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
            return unreachable("the registry " + host + " does not answer (" + message(cause) + ")");
        }
        if (cause instanceof IOException && message(cause).contains("No space left on device")) {
            return Problem.ofEnvironment(
                    "disk-full",
                    text("the disk is full"),
                    "the build folder, or the cache folder",
                    "free some space, and build again");
        }
        return null;
    }

    private Problem tls(Throwable cause) {
        String host = image.registry();
        String message = message(cause);
        String lower = message.toLowerCase(Locale.ROOT);
        String reason;
        if (lower.contains("subject alternative") || lower.contains("no name matching")) {
            reason = "the certificate of the registry " + host + " is for another name (" + message + ")";
        } else if (lower.contains("unsupported or unrecognized ssl message") || lower.contains("plaintext")) {
            reason = "the registry " + host + " does not speak TLS, so it cannot be reached over verified HTTPS";
        } else if (lower.contains("pkix") || lower.contains("certificate") || lower.contains("trust")) {
            reason = "the certificate of the registry " + host + " is not trusted (" + message + ")";
        } else {
            reason = "the registry " + host + " cannot be reached over verified HTTPS (" + message + ")";
        }
        return problem(
                "registry-insecure",
                reason,
                "check the name, or add the registry's certificate authority to Java's trust store;"
                        + "\nif plain HTTP or an unverified certificate is right there, allow it by name:\n"
                        + group("registries.registry", "host", host, "insecure", "true"));
    }

    private Problem proxy(String reason) {
        return problem(
                "registry-proxy",
                reason,
                "check the proxy and its credentials in " + buildTool(BuildToolTerm.USER_SETTINGS)
                        + ", and nonProxyHosts");
    }

    private Problem unreachable(String reason) {
        return problem("registry-unreachable", reason, "check that it runs and that its port is right; " + PROXY_FIX);
    }

    private Problem unknown(Throwable failure) {
        return problem(
                "cannot-assemble",
                message(failure),
                "build again with " + buildTool(BuildToolTerm.DEBUG_LOG) + " for the details");
    }

    private Problem problem(String id, RegistryException failure, String fix) {
        return problem(id, message(failure), fix);
    }

    private Problem problem(String id, String reason, String fix) {
        return Problem.ofEnvironment(id, text(reason), where, fix);
    }

    private String text(String reason) {
        return "Cannot " + action + " " + image + ": " + reason + ".";
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
