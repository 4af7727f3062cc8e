package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.jlink.JlinkBase;
import java.util.Map;
import java.util.Optional;

/**
 * What an image on nothing gets where nothing is said. Some builders fill in a PATH and a working directory there and others do
 * not: said by us, it is the same whichever builds.
 */
final class EmptyBaseImage {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private EmptyBaseImage() {}

    static Map<String, String> environment(BaseReference from) {
        if (from instanceof BaseReference.Jlink) {
            return JlinkBase.environment();
        }
        return from.isEmpty() ? Map.of("PATH", PATH) : Map.of();
    }

    static Optional<ContainerPath> workingDirectory(BaseReference from) {
        return from.isEmpty() ? Optional.of(ContainerPath.ROOT) : Optional.empty();
    }
}
