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
import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.LayerCache;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.engine.oci.PackedLayer;
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
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Puts one image together: its layers are packed first, then brought where they belong, directly or by a run of jib.
 *
 * @param settings how jib works here
 * @param direct brings what needs no run of jib
 * @param query how registries are asked
 * @param log hears how it goes
 */
record JibBuild(JibSettings settings, DirectDelivery direct, Supplier<RegistryQuery> query, BuildLog log) {

    /**
     * Assembles {@code layout} on {@code base}, and takes the image where it belongs.
     *
     * @param keys those of {@code layout}
     * @param before what the target still has of the last build
     */
    Assembled perform(
            AssembleWithJib step,
            BaseImage base,
            Layout layout,
            LayerKeys keys,
            Path workFolder,
            Optional<Assembled> before) {
        try {
            List<PackedLayer> packed = new LayerCache(settings.layersCache()).pack(layout, keys);
            Optional<Assembled> made = direct.bring(step, base, layout, packed, workFolder, before);
            Assembled result = made.isPresent() ? made.get() : containerize(step, base, layout, packed, workFolder);
            CachedLayers bases = new CachedLayers(settings.baseCache());
            bases.remember();
            bases.use(result.layers());
            return result;
        } catch (IOException | ExecutionException | RegistryException | CacheDirectoryCreationException e) {
            throw failure(e, step.image(), base, step.to());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JibProblems.of(e, "finish", step.image().name(), "<image>");
        }
    }

    /** By a run of jib: all of it. */
    private Assembled containerize(
            AssembleWithJib step, BaseImage base, Layout layout, List<PackedLayer> packed, Path workFolder)
            throws IOException, ExecutionException, RegistryException, CacheDirectoryCreationException,
                    InterruptedException {
        ImageSpec image = step.image();
        Destination to = step.to();
        Path archive = workFolder.resolve(to.file().isPresent() ? ".image.partial" : ".daemon.partial");
        try {
            Files.createDirectories(workFolder);
            new CachedLayers(settings.baseCache()).removeBroken();
            fetchBase(image, base, to);
            JibContainer made = run(step, base, layout, packed, workFolder, archive);
            remember(image.from(), base);
            List<LayerResult> layers = layers(image, base, layout, packed, to, archive, made);
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
        } finally {
            delete(archive);
        }
    }

    /** jib would unpack each layer to learn what the base's configuration says. To a registry it takes only what that lacks. */
    private void fetchBase(ImageSpec image, BaseImage base, Destination to) throws InterruptedException {
        Optional<BaseLayers> layers = direct.bases().layers(base);
        if (to.output() == Output.REGISTRY || image.platforms().size() > 1 || layers.isEmpty()) {
            return;
        }
        Optional<Base> below = direct.bases().find(base, image.platforms().get(0));
        if (below.isPresent()) {
            try {
                layers.get().fetch(below.get());
            } catch (IOException | IllegalArgumentException e) {
                log.debug("the base's layers are left to jib: " + e);
            }
        }
    }

    /** Once more where a registry had a fault of its own: what it has got is not sent again. */
    private JibContainer run(
            AssembleWithJib step,
            BaseImage base,
            Layout layout,
            List<PackedLayer> packed,
            Path workFolder,
            Path archive)
            throws IOException, ExecutionException, RegistryException, CacheDirectoryCreationException,
                    InterruptedException {
        JibContainerBuilder builder = new JibImage(settings, log).describe(step, base, layout, packed, workFolder);
        try {
            return builder.containerize(containerizer(step.image(), base, step.to(), archive));
        } catch (IOException | ExecutionException | RegistryException e) {
            if (!RegistryFaults.mayPass(e)) {
                throw e;
            }
            log.warn("The registry has a fault of its own, and is tried once more.");
            return builder.containerize(containerizer(step.image(), base, step.to(), archive));
        }
    }

    private Containerizer containerizer(ImageSpec image, BaseImage base, Destination to, Path archive) {
        JibLog jibLog = new JibLog(log);
        Containerizer containerizer = target(image, to, archive)
                .setBaseImageLayersCache(settings.baseCache())
                .setApplicationLayersCache(settings.layersCache())
                .setOfflineMode(settings.offline())
                .setAllowInsecureRegistries(isPlainAllowed(image, base, to))
                .setToolName(JibEngine.TOOL)
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
            new BaseCache(settings.baseCache()).remember(named.name(), pinned.name());
        }
    }

    private List<LayerResult> layers(
            ImageSpec image,
            BaseImage base,
            Layout layout,
            List<PackedLayer> packed,
            Destination to,
            Path archive,
            JibContainer made)
            throws IOException, RegistryException {
        List<LayerResult> found =
                to.output() == Output.REGISTRY ? pushedLayers(image, base, packed, made) : ArchiveLayers.of(archive);
        int below = found.size() - packed.size();
        List<LayerResult> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String name = i < below ? "" : layout.layers().get(i - below).name();
            named.add(new LayerResult(name, found.get(i).digest(), found.get(i).size()));
        }
        return named;
    }

    private List<LayerResult> pushedLayers(ImageSpec image, BaseImage base, List<PackedLayer> packed, JibContainer made)
            throws IOException, RegistryException {
        PushedLayers layers = new PushedLayers(new BaseCache(settings.baseCache()), query.get());
        ImageName pushed = image.name().withDigest(made.getDigest().toString());
        Platform platform = image.platforms().get(0);
        boolean otherBase = base instanceof BaseImage.Registry registry
                && new JibImage(settings, log).isPulledFirst(image, registry.name(), Output.REGISTRY);
        return otherBase ? layers.inRegistry(pushed, platform) : layers.of(pushed, base, platform, packed);
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
