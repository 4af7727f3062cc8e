package io.github.dockerstrategy.strategy;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user wants of the docker command line.
 *
 * @param executable docker, podman, nerdctl, or the path of one
 * @param environment variables set for it
 * @param buildArgs build arguments; they stay in the image's history
 * @param cacheFrom images or cache sources
 * @param cacheTo cache destinations
 * @param network network of RUN instructions
 * @param builder a buildx builder
 * @param ssh agents or keys for RUN instructions
 * @param additionalArgs further arguments of the build command
 * @param own the user's own Dockerfile, for the strategy that builds it
 */
public record DockerOptions(
        String executable,
        Map<String, String> environment,
        Map<String, String> buildArgs,
        List<String> cacheFrom,
        List<String> cacheTo,
        Optional<String> network,
        Optional<String> builder,
        List<String> ssh,
        List<String> additionalArgs,
        OwnDockerfile own) {

    /**
     * The user's own Dockerfile.
     *
     * @param file the Dockerfile
     * @param context the folder that is its context
     * @param target the stage to build
     */
    public record OwnDockerfile(Path file, Path context, Optional<String> target) {}

    /** Whether the executable is podman by its name. */
    public boolean isPodman() {
        return String.valueOf(Path.of(executable).getFileName()).startsWith("podman");
    }

    /** Whether anything is said of how docker builds, which changes nothing about the image. */
    public boolean steersTheBuild() {
        return !buildArgs.isEmpty()
                || !cacheFrom.isEmpty()
                || !cacheTo.isEmpty()
                || network.isPresent()
                || builder.isPresent()
                || !ssh.isEmpty();
    }

    public DockerOptions {
        environment = Collections.unmodifiableMap(new TreeMap<>(environment));
        buildArgs = Collections.unmodifiableMap(new TreeMap<>(buildArgs));
        cacheFrom = List.copyOf(cacheFrom);
        cacheTo = List.copyOf(cacheTo);
        ssh = List.copyOf(ssh);
        additionalArgs = List.copyOf(additionalArgs);
    }
}
