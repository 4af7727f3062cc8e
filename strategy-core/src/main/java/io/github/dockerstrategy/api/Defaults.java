package io.github.dockerstrategy.api;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.jlink.JlinkBase;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.oci.Platform;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class Defaults {
    static final Instant TIME = Instant.ofEpochSecond(1);
    static final ContainerPath APP_ROOT = new ContainerPath("/app");
    static final String USER = "65532:65532";
    static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache", "docker-strategy");

    private Defaults() {}

    static String from(int release) {
        return "eclipse-temurin:" + release + "-jre";
    }

    static Launch launch(BaseReference base, int release, List<String> flags) {
        return new Launch(APP_ROOT, flags, release >= 9 || base instanceof BaseReference.Jlink, true);
    }

    static Platform platform(BaseReference from) {
        return from instanceof BaseReference.Jlink ? Platform.ofThisMachine() : Platform.LINUX_AMD64;
    }

    static Map<String, String> environment(BaseReference from, Map<String, String> more) {
        Map<String, String> all =
                new LinkedHashMap<>(from instanceof BaseReference.Jlink ? JlinkBase.environment() : Map.of());
        all.putAll(more);
        return all;
    }

    static Optional<ContainerPath> workingDirectory(BaseReference from) {
        return from.isEmpty() ? Optional.of(ContainerPath.ROOT) : Optional.empty();
    }
}
