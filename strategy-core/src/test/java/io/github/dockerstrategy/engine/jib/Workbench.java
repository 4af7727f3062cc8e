package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import io.github.dockerstrategy.testing.RecordedLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One place to build images in: a work folder, a cache, and the registries that are known there. */
record Workbench(Path workFolder, Path cache, Registries registries, RecordedLog log) {

    static final Registries NO_LOGINS = registries(List.of());

    static Workbench in(Path workFolder, Path cache) {
        return new Workbench(workFolder, cache, NO_LOGINS, new RecordedLog());
    }

    Workbench with(Registries others) {
        return new Workbench(workFolder, cache, others, log);
    }

    /** Registries as they were configured, and no login from anywhere else on this machine. */
    static Registries registries(List<RegistrySettings> configured) {
        return new Registries(
                configured,
                host -> Optional.empty(),
                Map.of("DOCKER_CONFIG", "/nowhere", "XDG_RUNTIME_DIR", "/nowhere", "XDG_CONFIG_HOME", "/nowhere"));
    }

    /** Settings for images that go to a daemon. */
    static JibSettings forDaemon(Path cache, String docker, Map<String, String> environment) {
        return new JibSettings(NO_LOGINS, cache, Long.MAX_VALUE, false, false, "1.2.3", docker, environment);
    }

    JibEngine engine() {
        return new JibEngine(
                new JibSettings(
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
    Assembled build(ImageSpec image, Output output, Layout layout) {
        return build(engine(), image, output, layout);
    }

    /** The same with other settings. */
    Assembled build(JibSettings settings, ImageSpec image, Output output, Layout layout) {
        return build(new JibEngine(settings, log), image, output, layout);
    }

    private Assembled build(JibEngine engine, ImageSpec image, Output output, Layout layout) {
        Destination to = Destination.below(workFolder, output);
        BaseImage base = engine.check(image, to, 17);
        AssembleWithJib step =
                new AssembleWithJib(image, output == Output.OCI ? ImageFormat.OCI : ImageFormat.DOCKER, to);
        return engine.assemble(step, base, layout, workFolder, engine.earlier(step, base, layout, workFolder));
    }
}
