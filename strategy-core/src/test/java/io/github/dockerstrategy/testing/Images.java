package io.github.dockerstrategy.testing;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Images as tests want them. */
public final class Images {

    public static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant MODIFIED = Instant.ofEpochSecond(1);

    private Images() {}

    /** An image on nothing that sets everything there is to set in a configuration, but no health check. */
    public static ImageSpec full(String name, String... tags) {
        return new ImageSpec(
                ImageReference.parse(name, "image"),
                List.of(tags),
                new BaseReference.Scratch(),
                List.of(Platform.LINUX_AMD64),
                config(),
                List.of(),
                CREATED,
                ManifestSpec.DEFAULT);
    }

    /** An image that takes its configuration from {@code from}. */
    public static ImageSpec plain(String name, BaseReference from, Platform... platforms) {
        return new ImageSpec(
                ImageReference.parse(name, "image"),
                List.of(),
                from,
                platforms.length == 0 ? List.of(Platform.LINUX_AMD64) : List.of(platforms),
                ContainerConfig.inherited(),
                List.of(),
                CREATED,
                ManifestSpec.DEFAULT);
    }

    /** The same configuration with another health check. */
    public static ContainerConfig withHealthCheck(ContainerConfig config, Optional<HealthCheck> check) {
        return new ContainerConfig(
                config.entrypoint(),
                config.cmd(),
                config.environment(),
                config.ports(),
                config.labels(),
                config.volumes(),
                config.user(),
                config.workingDirectory(),
                check);
    }

    private static ContainerConfig config() {
        return new ContainerConfig(
                Optional.of(List.of("java", "@/app/launch.args")),
                Optional.of(List.of("--port", "8080")),
                Map.of("GREETING", "hello, world"),
                new TreeSet<>(List.of(new Port(8080, Port.Protocol.TCP), new Port(53, Port.Protocol.UDP))),
                Map.of("org.opencontainers.image.title", "demo"),
                new TreeSet<>(List.of(new ContainerPath("/data"))),
                Optional.of("65532:65532"),
                Optional.of(new ContainerPath("/app")),
                Optional.empty());
    }
}
