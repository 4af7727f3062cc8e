package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.oci.Platform;
import java.util.Map;
import java.util.Optional;

/**
 * What an image without a base image gets where nothing is configured. Some builders fill in a PATH and a working directory there and
 * others do not: said by us, it is the same whichever builds.
 */
public final class EmptyBaseImage {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private EmptyBaseImage() {}

    /** Environment variables of an image on {@code from}. */
    public static Map<String, String> environment(BaseReference from) {
        if (from instanceof BaseReference.Jlink) {
            return JlinkBase.environment();
        }
        return from.isEmpty() ? Map.of("PATH", PATH) : Map.of();
    }

    /** The working directory of an image on {@code from}; empty if the base image has one. */
    public static Optional<ContainerPath> workingDirectory(BaseReference from) {
        return from.isEmpty() ? Optional.of(ContainerPath.ROOT) : Optional.empty();
    }

    /** The platform of an image on {@code from}: a linked runtime is this machine's. */
    public static Platform platform(BaseReference from) {
        return from instanceof BaseReference.Jlink ? Platform.ofThisMachine() : Platform.LINUX_AMD64;
    }
}
