package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.event.events.ProgressEvent;
import com.google.cloud.tools.jib.event.progress.ProgressEventHandler;
import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.BaseResolver;
import io.github.dockerstrategy.engine.oci.Blob;
import io.github.dockerstrategy.engine.oci.ImageDocuments;
import io.github.dockerstrategy.engine.oci.LayerCache;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Puts one image together: its base is resolved, its layers are packed, its documents are written, then it is brought where it belongs.
 * Only images for several platforms are left to a run of jib.
 *
 * @param settings how jib works here
 * @param clients reach registries
 * @param resolver tells what the base is
 * @param query how registries are asked
 * @param log hears how it goes
 */
record JibBuild(
        JibSettings settings,
        RegistryClients clients,
        BaseResolver resolver,
        Supplier<RegistryQuery> query,
        BuildLog log) {

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
            Assembled result = assemble(step, base, layout, packed, workFolder, before);
            if (step.image().from() instanceof BaseImage.Registry named && base instanceof BaseImage.Registry pinned) {
                resolver.remember(named.name(), pinned.name());
            }
            CachedLayers bases = new CachedLayers(settings.baseCache());
            bases.remember();
            bases.use(result.layers());
            return result;
        } catch (IOException | ExecutionException | RegistryException | CacheDirectoryCreationException e) {
            throw failure(e, step.image(), step.to());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw JibProblems.of(e, "finish", step.image().name(), "<image>");
        }
    }

    private Assembled assemble(
            AssembleWithJib step,
            BaseImage base,
            Layout layout,
            List<PackedLayer> packed,
            Path workFolder,
            Optional<Assembled> before)
            throws IOException, ExecutionException, RegistryException, CacheDirectoryCreationException,
                    InterruptedException {
        ImageSpec spec = step.image();
        if (spec.platforms().size() > 1) {
            return containerize(step, base, layout, packed, workFolder);
        }
        Base below = resolver.resolve(base, spec.platforms().get(0));
        List<String> names = layout.layers().stream().map(Layer::name).toList();
        String tool = JibEngine.TOOL + ":" + settings.version();
        OciImage image = new ImageDocuments(spec, step.format(), below, tool).of(names, packed);
        BaseLayers layers = resolver.layers(base);
        if (step.to().output() == Output.REGISTRY) {
            new DirectDelivery(clients, layers, log).push(image, spec, base, below, before);
        } else {
            new LocalDelivery(settings.daemon(), layers, workFolder).bring(image, step, below, before);
        }
        return assembled(image, base, names, step.to().output() == Output.REGISTRY);
    }

    private static Assembled assembled(OciImage image, BaseImage base, List<String> names, boolean pushed) {
        List<LayerResult> results = new ArrayList<>();
        int below = image.layers().size() - names.size();
        for (int i = 0; i < image.layers().size(); i++) {
            Blob layer = image.layers().get(i);
            results.add(new LayerResult(i < below ? "" : names.get(i - below), layer.digest(), layer.size()));
        }
        long size = results.stream().mapToLong(LayerResult::size).sum();
        return new Assembled(base.toString(), image.id(), image.digest(), results, size, pushed);
    }

    /** By a run of jib: all of it. */
    private Assembled containerize(
            AssembleWithJib step, BaseImage base, Layout layout, List<PackedLayer> packed, Path workFolder)
            throws IOException, ExecutionException, RegistryException, CacheDirectoryCreationException,
                    InterruptedException {
        ImageSpec image = step.image();
        JibContainer made = run(step, base, layout, packed, workFolder);
        List<LayerResult> layers = layers(image, layout, packed, made);
        return new Assembled(
                base.toString(),
                made.getImageId().toString(),
                made.getDigest().toString(),
                layers,
                layers.stream().mapToLong(LayerResult::size).sum(),
                true);
    }

    /** Once more where a registry had a fault of its own: what it has got is not sent again. */
    private JibContainer run(
            AssembleWithJib step, BaseImage base, Layout layout, List<PackedLayer> packed, Path workFolder)
            throws IOException, ExecutionException, RegistryException, CacheDirectoryCreationException,
                    InterruptedException {
        JibContainerBuilder builder = new JibImage(settings, log).describe(step, base, layout, packed, workFolder);
        try {
            return builder.containerize(containerizer(step.image()));
        } catch (IOException | ExecutionException | RegistryException e) {
            if (!RegistryFaults.mayPass(e)) {
                throw e;
            }
            log.warn("The registry has a fault of its own, and is tried once more.");
            return builder.containerize(containerizer(step.image()));
        }
    }

    private Containerizer containerizer(ImageSpec image) {
        JibLog jibLog = new JibLog(log);
        RegistryImage target = RegistryImage.named(JibNames.reference(image.name()));
        settings.registries()
                .retrievers(JibNames.reference(image.name()), jibLog::debug)
                .forEach(target::addCredentialRetriever);
        Containerizer containerizer = Containerizer.to(target)
                .setBaseImageLayersCache(settings.jibCache())
                .setApplicationLayersCache(settings.layersCache())
                .setOfflineMode(settings.offline())
                .setAllowInsecureRegistries(isPlainAllowed(image))
                .setToolName(JibEngine.TOOL)
                .setToolVersion(settings.version())
                .addEventHandler(LogEvent.class, jibLog::event)
                .addEventHandler(ProgressEvent.class, new ProgressEventHandler(jibLog::progress));
        image.allTags().forEach(containerizer::withAdditionalTag);
        return containerizer;
    }

    /** jib has one switch for both ends; {@link JibImage} has seen to it that they agree. */
    private boolean isPlainAllowed(ImageSpec image) {
        boolean allowed = settings.registries().isPlainAllowed(image.name().registry());
        if (allowed) {
            // The only switch that jib has for it. It changes nothing for registries that must be spoken to over HTTPS.
            System.setProperty("sendCredentialsOverHttp", "true");
        }
        return allowed;
    }

    private List<LayerResult> layers(ImageSpec image, Layout layout, List<PackedLayer> packed, JibContainer made)
            throws IOException, RegistryException {
        ImageName pushed = image.name().withDigest(made.getDigest().toString());
        List<LayerResult> found = new PushedLayers(query.get())
                .inRegistry(pushed, image.platforms().get(0));
        int below = found.size() - packed.size();
        List<LayerResult> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String name = i < below ? "" : layout.layers().get(i - below).name();
            named.add(new LayerResult(name, found.get(i).digest(), found.get(i).size()));
        }
        return named;
    }

    private static RuntimeException failure(Exception e, ImageSpec image, Destination to) {
        boolean push = to.output() == Output.REGISTRY;
        return JibProblems.of(e, push ? "push" : "assemble", image.name(), "<image>");
    }
}
