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

/**
 * Puts images together without a daemon. Loads nothing of jib, which is large, before there is something to do that only jib can: most
 * builds find that nothing has changed.
 */
public final class AssemblyEngine {

    static final String TOOL = "docker-strategy";

    private final AssemblySettings settings;
    private final BuildLog log;
    private final RegistryClients clients;
    private final BaseImageResolver resolver;
    private final TagDigests digests;
    private final BasePinning bases;

    public AssemblyEngine(AssemblySettings settings, BuildLog log) {
        this.settings = settings;
        this.log = log;
        this.clients = new RegistryClients(settings.registries(), log);
        this.resolver = new BaseImageResolver(
                settings.baseCache(), settings::isReachable, clients::toPull, settings.daemon(), log);
        this.digests = new TagDigests(clients);
        this.bases = new BasePinning(
                digests, new JavaVersions(settings.baseCache().resolve("java")), resolver, settings.offline());
    }

    /**
     * Checks all that can be checked before anything is built, and pins the base image to what its name stands for now.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the base to build on
     * @throws ProblemException if base or target cannot be reached, or the base is not what it promises to be
     */
    public BaseReference check(ImageSpec image, Destination to, int javaRelease) {
        if (to.output() == Output.REGISTRY) {
            checkNetwork(image.name());
            digests.of(image.name().withTag(image.name().tagOrLatest()));
        }
        if (image.from() instanceof BaseReference.Tar tar) {
            resolver.check(tar);
        }
        if (!(image.from() instanceof BaseReference.Registry registry)) {
            return image.from();
        }
        try {
            ImageReference pinned = registry.name();
            for (Platform platform : image.platforms()) {
                pinned = bases.pin(pinned, platform, javaRelease);
            }
            return new BaseReference.Registry(pinned);
        } catch (IOException e) {
            throw AssemblyProblems.of(e, "pull the base image", registry.name(), BasePinning.WHERE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AssemblyProblems.of(e, "pull the base image", registry.name(), BasePinning.WHERE);
        }
    }

    /**
     * Refuses a push without a network, whoever pushes.
     *
     * @throws ProblemException if {@code image} cannot be pushed
     */
    public void checkNetwork(ImageReference image) {
        if (!settings.isReachable(image)) {
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
     * Looks up the last build of the same image, which may have made all that this one would make.
     *
     * @param layout the layers, whether or not files of the host are behind all of their entries
     */
    public UpToDateCheck earlier(AssembleImage step, BaseReference base, Layout layout, Path workFolder) {
        Target target = new Target(step.image(), step.to(), settings, digests);
        return UpToDateCheck.of(step, base, layout, workFolder, settings, target);
    }

    /**
     * Assembles {@code layout} on {@code base}, and takes the image where it belongs.
     *
     * @param earlier the last build of {@code layout}, whose result the target may still have
     */
    public BuiltImage assemble(
            AssembleImage step, BaseReference base, Layout layout, Path workFolder, UpToDateCheck earlier) {
        try {
            CacheLock use = CacheLock.begin(settings.cache());
            try {
                Optional<LayerContentKeys> told = earlier.keys();
                LayerContentKeys keys =
                        told.isPresent() ? told.get() : LayerContentKeys.of(layout, new FileHashCache(Map.of()));
                return build().perform(step, base, layout, keys, workFolder, earlier.left());
            } finally {
                use.close();
                tidyUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the cache " + settings.cache(), e);
        }
    }

    private ImageAssembly build() {
        return new ImageAssembly(settings, clients, resolver, log);
    }

    /** Keeps the cache below its size; {@link #assemble} does so by itself. */
    public void tidyUp() {
        try {
            new CacheEviction(settings).keep();
        } catch (IOException e) {
            log.cannotShrinkCache(settings.cache(), String.valueOf(e.getMessage()));
        }
    }
}
