package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.image.json.PlatformNotFoundInBaseImageException;
import com.google.cloud.tools.jib.image.json.UnlistedPlatformInManifestListException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import io.github.dockerstrategy.engine.oci.RegistryFailure;
import io.github.dockerstrategy.engine.oci.RegistryProblems;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what jib throws into words for the person who has to put it right. */
final class JibProblems {

    private JibProblems() {}

    /**
     * The problem behind {@code failure}.
     *
     * @param doing what was being done, such as "pull the base image"
     * @param image the image it was done with
     * @param where the element that names the image
     */
    static ProblemException of(Throwable failure, String doing, ImageName image, String where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ours) {
                return ours;
            }
            Problem problem = cause instanceof RegistryFailure ? null : known(cause, doing, image, where);
            if (problem != null) {
                return new ProblemException(problem, failure);
            }
        }
        Optional<ProblemException> ofRegistry = new RegistryProblems(doing, image, where).find(failure);
        if (ofRegistry.isPresent()) {
            return ofRegistry.get();
        }
        return new ProblemException(
                Problem.ofEnvironment(
                        "cannot-assemble",
                        "Cannot " + doing + " " + image + ": " + message(failure) + ".",
                        where,
                        "run Maven again with -X for the details"),
                failure);
    }

    private static @Nullable Problem known(Throwable cause, String doing, ImageName image, String where) {
        String host = image.registry();
        String cannot = "Cannot " + doing + " " + image + ": ";
        Problem access = access(cause, cannot, host, where);
        if (access != null) {
            return access;
        }
        if (cause instanceof PlatformNotFoundInBaseImageException
                || cause instanceof UnlistedPlatformInManifestListException) {
            return Problem.of(
                    "platform-not-in-base",
                    cannot + message(cause) + ".",
                    where + " and <platforms>",
                    "name platforms that the base image has, or a base that has the platform");
        }
        if (cause.getClass() != RegistryException.class && cause instanceof RegistryException) {
            return Problem.ofEnvironment(
                    "image-not-in-registry",
                    cannot + "the registry " + host + " has no such image, or refuses it (" + message(cause) + ").",
                    where,
                    "check registry, repository and tag for typos");
        }
        return connection(cause, cannot, host, where);
    }

    private static @Nullable Problem access(Throwable cause, String cannot, String host, String where) {
        if (cause instanceof RegistryUnauthorizedException || cause instanceof RegistryAuthenticationFailedException) {
            return Problem.ofEnvironment(
                    "registry-login",
                    cannot + "the registry " + host + " wants a login, or did not accept the one it got.",
                    where,
                    "give it one: a <server> with <id>" + host + "</id> in settings.xml, 'docker login " + host
                            + "',\nor <registries><registry><host>" + host
                            + "</host><username>…</username><password>…</password></registry></registries>"
                            + "\nif the image does not exist, some registries answer like this as well: check its name");
        }
        if (cause instanceof RegistryCredentialsNotSentException || cause instanceof InsecureRegistryException) {
            return Problem.ofEnvironment(
                    "registry-insecure",
                    cannot + "the registry " + host + " cannot be reached over verified HTTPS.",
                    where,
                    "if plain HTTP or an unverified certificate is right there, allow it by name:\n"
                            + "<registries><registry><host>" + host
                            + "</host><insecure>true</insecure></registry></registries>");
        }
        return null;
    }

    private static @Nullable Problem connection(Throwable cause, String cannot, String host, String where) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return Problem.of(
                    "missing-file", cannot + "there is no file " + message(cause) + ".", where, "correct the path");
        }
        return RegistryFaults.of(cause, cannot, host, where);
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }
}
