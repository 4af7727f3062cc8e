package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.oci.registry.RegistrySettings;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.RecordedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One place to build images in: a work folder, a cache, and the registries that are known there. */
public record AssemblyFixture(Path workFolder, Path cache, Registries registries, RecordedLog log) {

    public static final Registries NO_LOGINS = registries(List.of());

    public static AssemblyFixture in(Path workFolder, Path cache) {
        return new AssemblyFixture(workFolder, cache, NO_LOGINS, new RecordedLog());
    }

    AssemblyFixture with(Registries others) {
        return new AssemblyFixture(workFolder, cache, others, log);
    }

    /** Registries as they were configured, and no login from anywhere else on this machine. */
    public static Registries registries(List<RegistrySettings> configured) {
        return new Registries(
                configured,
                host -> Optional.empty(),
                Map.of("DOCKER_CONFIG", "/nowhere", "XDG_RUNTIME_DIR", "/nowhere", "XDG_CONFIG_HOME", "/nowhere"),
                image -> CredentialLookup.none(""));
    }

    /** Settings for images that go to a daemon. */
    public static AssemblySettings forDaemon(Path cache, String docker, Map<String, String> environment) {
        return new AssemblySettings(NO_LOGINS, cache, Long.MAX_VALUE, false, false, "1.2.3", docker, environment);
    }

    AssemblyEngine engine() {
        return new AssemblyEngine(
                new AssemblySettings(
                        registries,
                        cache,
                        Long.MAX_VALUE,
                        false,
                        false,
                        "1.2.3",
                        "docker",
                        Map.of("DOCKER_HOST", "unix:///nowhere")),
                log);
    }

    Path file(Output output) {
        return Destination.below(workFolder, output).file().orElseThrow();
    }

    /** Checks and assembles, as a build does it. */
    BuiltImage build(ImageSpec image, Output output, Layout layout) {
        return build(engine(), image, output, layout);
    }

    /** The same with other settings. */
    BuiltImage build(AssemblySettings settings, ImageSpec image, Output output, Layout layout) {
        return build(new AssemblyEngine(settings, log), image, output, layout);
    }

    private BuiltImage build(AssemblyEngine engine, ImageSpec image, Output output, Layout layout) {
        Destination to = Destination.below(workFolder, output);
        BaseReference base = engine.check(image, to, 17);
        AssembleImage step = new AssembleImage(image, image.manifest().formatFor(output), to);
        return engine.assemble(step, base, layout, workFolder, engine.earlier(step, base, layout, workFolder));
    }
}
