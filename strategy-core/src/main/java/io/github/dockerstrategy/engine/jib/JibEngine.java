package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.DockerDaemonImage;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** Puts images together without a daemon. */
public final class JibEngine {

    static final String TOOL = "docker-strategy";

    private final JibSettings settings;
    private final BuildLog log;
    private final RegistryQuery query;
    private final BaseCache bases;

    /** What the target's registry has said in this run, by image. */
    private final Map<ImageName, Optional<String>> digests = new ConcurrentHashMap<>();

    public JibEngine(JibSettings settings, BuildLog log) {
        this.settings = settings;
        this.log = log;
        this.query = new RegistryQuery(settings.registries(), log);
        this.bases = new BaseCache(settings.baseCache());
    }

    /**
     * Checks all that can be checked before anything is built, and pins the base image to what its name stands for now.
     *
     * @param javaRelease release of the application's classes; 0 if it has none
     * @return the base to build on
     * @throws io.github.dockerstrategy.problem.ProblemException if base or target cannot be reached
     */
    public BaseImage check(ImageSpec image, Destination to, int javaRelease) {
        if (to.output() == Output.REGISTRY && !settings.offline()) {
            try {
                digest(image.name().withTag(image.name().tagOrLatest()));
            } catch (IOException | RegistryException | CredentialRetrievalException e) {
                throw JibProblems.of(e, "push", image.name(), "<image>");
            }
        }
        if (image.from() instanceof BaseImage.Registry registry && !settings.offline()) {
            return new BaseImage.Registry(new BaseImages(query, bases)
                    .pin(registry.name(), image.platforms().get(0), javaRelease));
        }
        return image.from();
    }

    /**
     * Looks up the last build of the same image, which may have made all that this one would make.
     *
     * @param layout the layers, whether or not files of the host are behind all of their entries
     */
    public EarlierBuild earlier(AssembleWithJib step, BaseImage base, Layout layout, Path workFolder) {
        Target target = new Target(step.image(), step.to(), settings, this::digest);
        return EarlierBuild.of(step, base, layout, workFolder, settings, target);
    }

    private Optional<String> digest(ImageName image)
            throws IOException, RegistryException, CredentialRetrievalException {
        Optional<String> known = digests.get(image);
        if (known == null) {
            known = query.digest(image);
            digests.put(image, known);
        }
        return known;
    }

    /**
     * Assembles {@code layout} on {@code base}, and takes the image where it belongs.
     *
     * @param layout layers whose entries all are files of the host
     * @param earlier the last build, whose result the target may still have
     */
    public Assembled assemble(
            AssembleWithJib step, BaseImage base, Layout layout, Path workFolder, EarlierBuild earlier) {
        try {
            CacheUse use = CacheUse.begin(settings.cache());
            try {
                return using(step, base, layout, workFolder, earlier.left());
            } finally {
                use.close();
                tidyUp();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the cache " + settings.cache(), e);
        }
    }

    private Assembled using(
            AssembleWithJib step, BaseImage base, Layout layout, Path workFolder, Optional<Assembled> before)
            throws IOException {
        Optional<Assembled> made = before.isEmpty()
                ? Optional.empty()
                : new Increments(settings, query, log).bring(step, base, layout, workFolder, before.get());
        Assembled result = made.isPresent() ? made.get() : assemble(step, base, layout, workFolder);
        new CachedLayers(settings.layersCache()).use(result.layers());
        new CachedLayers(settings.baseCache()).use(result.layers());
        return result;
    }

    private void tidyUp() {
        try {
            new CacheLimit(settings).keep();
        } catch (IOException e) {
            log.debug("cannot make the cache smaller: " + e);
        }
    }

    /** The same, all of it. */
    public Assembled assemble(AssembleWithJib step, BaseImage base, Layout layout, Path workFolder) {
        ImageSpec image = step.image();
        Destination to = step.to();
        Path archive = workFolder.resolve(to.file().isPresent() ? ".image.partial" : ".daemon.partial");
        try {
            Files.createDirectories(workFolder);
            removeBrokenLayers();
            JibContainerBuilder builder = new JibImage(settings, log).describe(step, base, layout, workFolder);
            JibContainer made = builder.containerize(containerizer(image, base, to, archive));
            remember(image.from(), base);
            new CachedLayers(settings.layersCache()).remember();
            new CachedLayers(settings.baseCache()).remember();
            List<LayerResult> layers = layers(image, base, layout, to, archive, made);
            if (to.file().isPresent()) {
                Files.move(archive, to.file().get(), StandardCopyOption.REPLACE_EXISTING);
            }
            return new Assembled(
                    base.toString(),
                    made.getImageId().toString(),
                    made.getDigest().toString(),
                    layers,
                    layers.stream().mapToLong(LayerResult::size).sum(),
                    to.output() == Output.REGISTRY);
        } catch (IOException | ExecutionException | RegistryException | CacheDirectoryCreationException e) {
            throw failure(e, image, base, to);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JibProblems.of(e, "finish", image.name(), "<image>");
        } finally {
            delete(archive);
        }
    }

    private void removeBrokenLayers() throws IOException {
        new CachedLayers(settings.layersCache()).removeBroken();
        new CachedLayers(settings.baseCache()).removeBroken();
    }

    private Containerizer containerizer(ImageSpec image, BaseImage base, Destination to, Path archive) {
        JibLog jibLog = new JibLog(log);
        Containerizer containerizer = target(image, to, archive)
                .setBaseImageLayersCache(settings.baseCache())
                .setApplicationLayersCache(settings.layersCache())
                .setOfflineMode(settings.offline())
                .setAllowInsecureRegistries(isPlainAllowed(image, base, to))
                .setToolName(TOOL)
                .setToolVersion(settings.version())
                .addEventHandler(LogEvent.class, jibLog::event)
                .addEventHandler(ProgressEvent.class, new ProgressEventHandler(jibLog::progress));
        image.allTags().forEach(containerizer::withAdditionalTag);
        return containerizer;
    }

    private Containerizer target(ImageSpec image, Destination to, Path archive) {
        return switch (to.output()) {
            case TAR, OCI -> Containerizer.to(TarImage.at(archive).named(JibNames.reference(image.name())));
            case DAEMON ->
                Containerizer.to(
                        new TeeingDocker(image.name().toString(), settings.daemon(), archive),
                        DockerDaemonImage.named(JibNames.reference(image.name())));
            case REGISTRY -> {
                RegistryImage target = RegistryImage.named(JibNames.reference(image.name()));
                settings.registries()
                        .retrievers(JibNames.reference(image.name()), new JibLog(log)::debug)
                        .forEach(target::addCredentialRetriever);
                yield Containerizer.to(target);
            }
        };
    }

    /** jib has one switch for both ends; {@link JibImage} has seen to it that they agree. */
    private boolean isPlainAllowed(ImageSpec image, BaseImage base, Destination to) {
        boolean allowed = to.output() == Output.REGISTRY
                ? settings.registries().isPlainAllowed(image.name().registry())
                : base instanceof BaseImage.Registry registry
                        && settings.registries().isPlainAllowed(registry.name().registry());
        if (allowed) {
            // The only switch that jib has for it. It changes nothing for registries that must be spoken to over HTTPS.
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        return allowed;
    }

    private void remember(BaseImage asNamed, BaseImage asBuiltOn) {
        if (asNamed instanceof BaseImage.Registry named && asBuiltOn instanceof BaseImage.Registry pinned) {
            bases.remember(named.name(), pinned.name());
        }
    }

    private List<LayerResult> layers(
            ImageSpec image, BaseImage base, Layout layout, Destination to, Path archive, JibContainer made)
            throws IOException, RegistryException {
        List<LayerResult> found =
                to.output() == Output.REGISTRY ? pushedLayers(image, base, layout, made) : ArchiveLayers.of(archive);
        int below = found.size() - layout.layers().size();
        List<LayerResult> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String name = i < below ? "" : layout.layers().get(i - below).name();
            named.add(new LayerResult(name, found.get(i).digest(), found.get(i).size()));
        }
        return named;
    }

    private List<LayerResult> pushedLayers(ImageSpec image, BaseImage base, Layout layout, JibContainer made)
            throws IOException, RegistryException {
        PushedLayers layers = new PushedLayers(bases, settings.layersCache(), query);
        ImageName pushed = image.name().withDigest(made.getDigest().toString());
        Platform platform = image.platforms().get(0);
        boolean otherBase = base instanceof BaseImage.Registry registry
                && new JibImage(settings, log).isPulledFirst(image, registry.name(), Output.REGISTRY);
        return otherBase ? layers.inRegistry(pushed, platform) : layers.of(pushed, base, platform, layout);
    }

    private static RuntimeException failure(Exception e, ImageSpec image, BaseImage base, Destination to) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        if (base instanceof BaseImage.Tar tar && isManifestMissing(cause)) {
            return new ProblemException(
                    Problem.of(
                            "bad-base-archive",
                            "'" + tar.path() + "' is no image archive: it has no manifest.json.",
                            BaseImages.WHERE,
                            "write it with 'docker save', or with <output>tar</output>"),
                    e);
        }
        boolean push = to.output() == Output.REGISTRY;
        return JibProblems.of(e, push ? "push" : "assemble", image.name(), "<image>");
    }

    private static boolean isManifestMissing(Throwable failure) {
        return (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException)
                && String.valueOf(failure.getMessage()).contains("manifest.json");
    }

    private void delete(Path archive) {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            log.warn("Cannot delete " + archive + ": " + e.getMessage());
        }
    }
}
