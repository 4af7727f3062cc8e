package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.argument;
import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.goals;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Assembles images without a daemon. Most builds find that nothing has changed; for those it loads few classes. */
public final class AssemblyEngine {

    /** The name of this plugin in the history of images. */
    static final String TOOL = "docker-strategy";

    private final AssemblySettings settings;
    private final BuildLog log;
    private final RegistryClients clients;
    private final BaseImageResolver resolver;
    private final TagDigests digests;

    public AssemblyEngine(AssemblySettings settings, BuildLog log) {
        this.settings = settings;
        this.log = log;
        this.clients = new RegistryClients(settings.registries(), log);
        this.digests = new TagDigests(clients);
        this.resolver = new BaseImageResolver(
                new BaseImageCache(settings.baseCache()), settings.network(), clients, settings.engine(), log);
    }

    /**
     * Checks everything that can be checked before anything is built, and resolves the base image to a digest.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the base image to build on
     * @throws ProblemException if base image or destination cannot be reached, or the base image is not what it promises to be
     */
    public BaseReference check(ImageSpec image, Destination to, int javaRelease) {
        if (to.output() == Output.REGISTRY) {
            checkNetwork(image);
            for (ImageReference repository : image.allRepositories()) {
                digests.of(repository.withTag(image.name().tagOrLatest()));
            }
        }
        if (image.from() instanceof BaseReference.Tar tar) {
            resolver.checkExists(tar);
        }
        return image.from() instanceof BaseReference.Registry registry
                ? new BaseReference.Registry(pin(registry, image, new JavaRequirement(javaRelease)))
                : image.from();
    }

    private ImageReference pin(BaseReference.Registry base, ImageSpec image, JavaRequirement java) {
        try {
            ImageReference pinned = base.name();
            for (Platform platform : image.platforms()) {
                pinned = resolver.pin(pinned, platform, java, digests);
            }
            return pinned;
        } catch (IOException e) {
            throw new AssemblyProblems("assemble", image.name()).of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssemblyProblems("finish", image.name()).of(e);
        }
    }

    /**
     * Refuses to push without a network, whatever built the image.
     *
     * @throws ProblemException if {@code image} cannot be pushed
     */
    public void checkNetwork(ImageSpec image) {
        image.allRepositories().forEach(this::checkNetwork);
    }

    private void checkNetwork(ImageReference image) {
        if (!settings.network().reaches(image)) {
            throw new ProblemException(Problem.of(
                    "offline-push",
                    "Cannot push " + image + " in " + buildTool(BuildToolTerm.OFFLINE) + ": the registry "
                            + image.registry() + " is not on this machine.",
                    parameter("output"),
                    "build without " + buildTool(BuildToolTerm.OFFLINE) + "; or build an archive now ("
                            + argument("output", "tar") + ") and push it later: " + goals("push")));
        }
    }

    /**
     * Compares a build with the last one of the same image.
     *
     * @param layout the layers, even if the files of some entries do not exist on the host
     */
    public UpToDateCheck earlier(AssembleImage step, BaseReference base, Layout layout, Path workFolder) {
        DestinationState destination = new DestinationState(step.image(), step.to(), settings, digests);
        return UpToDateCheck.of(step, base, layout, workFolder, settings, destination);
    }

    /**
     * Assembles {@code layout} on {@code base}, and writes the image to its destination.
     *
     * @param earlier the comparison of {@code layout} with the last build
     */
    public BuiltImage assemble(
            AssembleImage step, BaseReference base, Layout layout, Path workFolder, UpToDateCheck earlier) {
        try {
            CacheLock lock = CacheLock.begin(settings.cache());
            try {
                Optional<LayerContentKeys> known = earlier.keys();
                LayerContentKeys keys =
                        known.isPresent() ? known.get() : LayerContentKeys.of(layout, new FileHashCache(Map.of()));
                return assembler().assemble(step, base, layout, keys, workFolder, earlier.stillAtDestination());
            } finally {
                lock.close();
                evictCaches();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the cache " + settings.cache(), e);
        }
    }

    private ImageAssembler assembler() {
        return new ImageAssembler(settings, resolver, new ImageSinks(settings.engine(), clients, log));
    }

    /** Enforces the maximum size of the cache; {@link #assemble} does so by itself. */
    public void evictCaches() {
        try {
            new CacheEviction(settings).enforce();
        } catch (IOException e) {
            log.cannotShrinkCache(settings.cache(), String.valueOf(e.getMessage()));
        }
    }
}
