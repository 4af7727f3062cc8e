package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.BuildOptions.Caching;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What steps ask of the build command, together with what the user wants of it.
 *
 * @param docker what the user wants
 * @param workFolder where Dockerfiles are generated
 */
record BuildOptionsFactory(DockerOptions docker, Path workFolder) {

    /** The build of a builder image. */
    BuildOptions of(ExtractFromBuilder step, Delivery delivery, Map<String, String> labels) {
        return BuildOptions.of(step.context(), step.dockerfile(), delivery)
                .with(inputs(step.secrets()))
                .with(new Description(labels, Map.of(), Optional.empty(), Optional.empty(), Optional.empty()))
                .with(caching())
                .with(backend(List.of()));
    }

    /** The build of the image. */
    BuildOptions of(BuildWithDocker step, Delivery delivery, Kind builder) {
        BuildOptions build = BuildOptions.of(step.context(), step.dockerfile(), delivery)
                .with(inputs(step.secrets()))
                .with(description(step, builder))
                .with(caching())
                .with(backend(step.image().platforms()));
        return step.target().map(build::withTarget).orElse(build);
    }

    /**
     * All that becomes of the image of a step.
     *
     * @param elsewhere whether it is built outside the engine, which then gets only what is meant for it
     */
    List<Delivery> deliveries(BuildWithDocker step, boolean elsewhere) {
        List<String> names = names(step.image());
        if (step.isPushedByBuilder(docker)) {
            return List.of(new Delivery.Push(names));
        }
        Delivery store = new Delivery.Store(names, Optional.empty());
        return switch (step.to().output()) {
            case OCI -> {
                Delivery archive = archive(step, Delivery.Archive.Format.OCI);
                // An engine's store may keep one platform only.
                yield elsewhere || step.image().platforms().size() > 1 ? List.of(archive) : List.of(store, archive);
            }
            case TAR -> List.of(elsewhere ? archive(step, Delivery.Archive.Format.DOCKER) : store);
            case DAEMON, REGISTRY -> List.of(store);
        };
    }

    /** The archive that a step writes. */
    static Delivery archive(BuildWithDocker step, Delivery.Archive.Format format) {
        return new Delivery.Archive(step.to().file().orElseThrow(), format, names(step.image()));
    }

    static BuildOptions withoutExport(BuildOptions build) {
        Caching caching = build.caching();
        return build.with(new Caching(caching.from(), List.of(), caching.use(), caching.bases()));
    }

    static List<String> names(ImageSpec image) {
        return image.names().stream().map(ImageReference::toString).toList();
    }

    /** A Dockerfile of ours names no time, so the image's is ours to say; the user's own Dockerfile is left alone. */
    private Description description(BuildWithDocker step, Kind builder) {
        boolean generated = step.dockerfile().startsWith(workFolder);
        // Buildah's word for it changes the times of the files as well.
        boolean listens = builder == Kind.BUILDX || builder == Kind.BUILDKIT || builder == Kind.ANY;
        Optional<Long> created =
                generated && listens ? Optional.of(step.image().created().getEpochSecond()) : Optional.empty();
        return new Description(
                Map.of(), step.image().manifest().annotations(), Optional.empty(), Optional.empty(), created);
    }

    private BuildOptions.Inputs inputs(Map<String, Path> secrets) {
        return new BuildOptions.Inputs(
                docker.buildArgs(),
                secrets.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(secret -> (BuildSecret) new BuildSecret.OfFile(secret.getKey(), secret.getValue()))
                        .toList(),
                docker.ssh());
    }

    private Caching caching() {
        return new Caching(docker.cacheFrom(), docker.cacheTo(), Caching.Use.CACHE, Caching.Bases.AS_THEY_ARE);
    }

    private BuildOptions.Backend backend(List<Platform> platforms) {
        return new BuildOptions.Backend(
                docker.builder().map(BuilderInstance::named),
                docker.network(),
                platforms,
                Optional.empty(),
                docker.additionalArgs());
    }
}
