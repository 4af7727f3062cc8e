package io.github.dockerstrategy.externalize;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import java.util.Map;
import java.util.Optional;

/**
 * What is externalized.
 *
 * @param file the Dockerfile
 * @param target the stage that is the image; the last one by default
 * @param buildArgs build arguments by name
 * @param tree what is in the build context
 * @param ignore the context's ignore file, empty if there is none
 * @param folder where the result will lie, relative to the context, without a slash at its end
 * @param image the name of the image
 * @param host the machine that will build
 */
public record ExternalizeInput(
        ParsedDockerfile file,
        Optional<String> target,
        Map<String, String> buildArgs,
        HostTree tree,
        String ignore,
        String folder,
        String image,
        Host host) {

    public ExternalizeInput {
        buildArgs = Map.copyOf(buildArgs);
    }

    /**
     * A machine.
     *
     * @param linux whether a program that is made on it runs in a container
     * @param java feature release of its JDK
     */
    public record Host(boolean linux, int java) {}
}
