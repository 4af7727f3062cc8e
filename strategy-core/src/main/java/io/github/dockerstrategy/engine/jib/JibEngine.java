package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.BaseResolver;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.layout.FileHashes;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Puts images together without a daemon. Loads nothing of jib, which is large, before there is something to do that only jib can: most
 * builds find that nothing has changed.
 */
public final class JibEngine {

    static final String TOOL = "docker-strategy";

    private final JibSettings settings;
    private final BuildLog log;
    private final RegistryClients clients;
    private final BaseResolver resolver;
    private final TagDigests digests;
    private final BaseImages bases;

    public JibEngine(JibSettings settings, BuildLog log) {
        this.settings = settings;
        this.log = log;
        this.clients = new RegistryClients(settings.registries(), log);
        this.resolver =
                new BaseResolver(settings.baseCache(), settings::isReachable, clients::toPull, settings.daemon(), log);
        this.digests = new TagDigests(clients);
        this.bases = new BaseImages(
                digests, new JavaVersions(settings.baseCache().resolve("java")), resolver, settings.offline());
    }

    /**
     * Checks all that can be checked before anything is built, and pins the base image to what its name stands for now.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the base to build on
     * @throws ProblemException if base or target cannot be reached, or the base is not what it promises to be
     */
    public BaseImage check(ImageSpec image, Destination to, int javaRelease) {
        if (to.output() == Output.REGISTRY) {
            checkNetwork(image.name());
            digests.of(image.name().withTag(image.name().tagOrLatest()));
        }
        if (image.from() instanceof BaseImage.Tar tar) {
            resolver.check(tar);
        }
        if (!(image.from() instanceof BaseImage.Registry registry)) {
            return image.from();
        }
        try {
            ImageName pinned = registry.name();
            for (Platform platform : image.platforms()) {
                pinned = bases.pin(pinned, platform, javaRelease);
            }
            return new BaseImage.Registry(pinned);
        } catch (IOException e) {
            throw JibProblems.of(e, "pull the base image", registry.name(), BaseImages.WHERE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JibProblems.of(e, "pull the base image", registry.name(), BaseImages.WHERE);
        }
    }

    /**
     * Refuses a push without a network, whoever pushes.
     *
     * @throws ProblemException if {@code image} cannot be pushed
     */
    public void checkNetwork(ImageName image) {
        if (!settings.isReachable(image)) {
            throw new ProblemException(Problem.of(
                    "offline-push",
                    "Cannot push " + image + ": Maven is offline (-o), and the registry " + image.registry()
                            + " is not on this machine.",
                    "<output>, -o",
                    "build without -o; or build an archive now (-Ddocker-strategy.output=tar) and push it later:"
                            + " mvn docker-strategy:push"));
        }
    }

    /**
     * Looks up the last build of the same image, which may have made all that this one would make.
     *
     * @param layout the layers, whether or not files of the host are behind all of their entries
     */
    public EarlierBuild earlier(AssembleWithJib step, BaseImage base, Layout layout, Path workFolder) {
        Target target = new Target(step.image(), step.to(), settings, digests);
        return EarlierBuild.of(step, base, layout, workFolder, settings, target);
    }

    /**
     * Assembles {@code layout} on {@code base}, and takes the image where it belongs.
     *
     * @param earlier the last build of {@code layout}, whose result the target may still have
     */
    public Assembled assemble(
            AssembleWithJib step, BaseImage base, Layout layout, Path workFolder, EarlierBuild earlier) {
        try {
            CacheUse use = CacheUse.begin(settings.cache());
            try {
                Optional<LayerKeys> told = earlier.keys();
                LayerKeys keys = told.isPresent() ? told.get() : LayerKeys.of(layout, new FileHashes(Map.of()));
                return build().perform(step, base, layout, keys, workFolder, earlier.left());
            } finally {
                use.close();
                tidyUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the cache " + settings.cache(), e);
        }
    }

    private JibBuild build() {
        return new JibBuild(settings, clients, resolver, log);
    }

    /** Keeps the cache below its size; {@link #assemble} does so by itself. */
    public void tidyUp() {
        try {
            new CacheLimit(settings).keep();
        } catch (IOException e) {
            log.debug("cannot make the cache smaller: " + e);
        }
    }
}
