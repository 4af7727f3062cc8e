package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.engine.assembly.AssemblyEngine;
import io.github.dockerstrategy.engine.assembly.UpToDateCheck;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LayoutIndex;
import io.github.dockerstrategy.layout.MaterializedFiles;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ImageStep;
import io.github.dockerstrategy.strategy.Step.PushWithDocker;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes or pushes the image: without a daemon, or with docker. */
final class ImageSteps {

    private final BuildRequest request;
    private final AssemblyEngine assembly;
    private final DockerOnDemand docker;
    private final Supplier<Layout> layout;
    private final BuildLog log;
    /** The base image with the digest that it had when it was checked. */
    private @Nullable BaseReference base;

    private boolean upToDate;

    /**
     * @param docker gives the docker engine; not asked where nothing needs it
     * @param layout gives the layout; not asked where docker assembles
     */
    ImageSteps(
            BuildRequest request,
            AssemblyEngine assembly,
            DockerOnDemand docker,
            Supplier<Layout> layout,
            BuildLog log) {
        this.request = request;
        this.assembly = assembly;
        this.docker = docker;
        this.layout = layout;
        this.log = log;
    }

    /** Checks registries, base image and daemon before any step is executed. */
    void check(ImageStep step) throws InterruptedException {
        if (step instanceof AssembleImage assemble) {
            if (assemble.to().output() == Output.DAEMON || assemble.image().from() instanceof BaseReference.Daemon) {
                docker.get().find();
            }
            base = assembly.check(
                    assemble.image(), assemble.to(), request.project().javaRelease());
        } else if (step instanceof PushWithDocker
                || (step instanceof BuildWithDocker build && build.to().output() == Output.REGISTRY)) {
            assembly.checkNetwork(request.image());
        }
    }

    BuiltImage execute(ImageStep step) throws InterruptedException {
        if (step instanceof AssembleImage assemble) {
            return assemble(assemble);
        }
        if (step instanceof BuildWithDocker build) {
            return docker.get().build(build);
        }
        if (step instanceof PushWithDocker push) {
            return docker.get().push(push);
        }
        throw new IllegalStateException("no image from " + step);
    }

    /** Whether nothing had to be done, as the target has the image already. */
    boolean isUpToDate() {
        return upToDate;
    }

    private BuiltImage assemble(AssembleImage step) {
        BaseReference from = base == null ? step.image().from() : base;
        UpToDateCheck earlier = assembly.earlier(step, from, layout.get(), request.workFolder());
        Optional<BuiltImage> existing = earlier.result();
        if (existing.isPresent()) {
            log.upToDate(target(step), digest(existing.get()));
            upToDate = true;
            if (Files.notExists(request.builtLayers())) {
                keepLayersForPush(existing.get());
            }
            return existing.get();
        }
        BuiltImage built = assembly.assemble(step, from, layout.get(), request.workFolder(), earlier);
        keepLayersForPush(built);
        earlier.remember(built);
        return built;
    }

    private static String digest(BuiltImage image) {
        return image.imageDigest().isEmpty() ? image.imageId() : image.imageDigest();
    }

    /** Where an image is: a registry has it under its name. */
    private static String target(AssembleImage step) {
        return step.to().output() == Output.REGISTRY
                ? step.image().names().get(0).toString()
                : step.to().text();
    }

    /** An image that no registry has yet may be pushed later, when its files may have changed. */
    private void keepLayersForPush(BuiltImage built) {
        if (!built.pushed()) {
            MaterializedFiles files = new MaterializedFiles(request.scratchFolder());
            new LayoutIndex(request.builtLayers()).write(files.of(layout.get()));
        }
    }
}
