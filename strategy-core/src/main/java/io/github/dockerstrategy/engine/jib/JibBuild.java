package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.BaseLinks;
import io.github.dockerstrategy.engine.oci.BaseResolver;
import io.github.dockerstrategy.engine.oci.Blob;
import io.github.dockerstrategy.engine.oci.ImageDocuments;
import io.github.dockerstrategy.engine.oci.LayerCache;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.OciIndex;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts one image together: its base is resolved, its layers are packed, its documents are written, then it is brought where it belongs.
 *
 * @param settings how jib works here
 * @param clients reach registries
 * @param resolver tells what the base is
 * @param log hears how it goes
 */
record JibBuild(JibSettings settings, RegistryClients clients, BaseResolver resolver, BuildLog log) {

    private static final ContainerPath APPLICATION = new ContainerPath("/app");

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
        } catch (IOException e) {
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
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        if (spec.platforms().size() > 1) {
            return assembleAll(step, base, layout, packed);
        }
        Base below = resolver.resolve(base, spec.platforms().get(0));
        refuseLinks(base, below, layout);
        List<String> names = names(layout);
        OciImage image = documents(step, below).of(names, packed);
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

    /** One image for each platform, and an index over all. */
    private Assembled assembleAll(AssembleWithJib step, BaseImage base, Layout layout, List<PackedLayer> packed)
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        if (step.format() == ImageFormat.OCI) {
            throw new ProblemException(Problem.of(
                    "platforms-in-oci-format",
                    "An image for several platforms (" + spec.platforms() + ") is only made in docker's format.",
                    "<platforms>, <output>",
                    "set <output>registry</output>"));
        }
        List<String> names = names(layout);
        Map<Platform, OciImage> images = new LinkedHashMap<>();
        DirectDelivery delivery = new DirectDelivery(clients, resolver.layers(base), log);
        for (Platform platform : spec.platforms()) {
            Base below = resolver.resolve(base, platform);
            refuseLinks(base, below, layout);
            OciImage image = documents(step, below).of(names, packed);
            delivery.push(image, spec, base, below);
            images.put(platform, image);
        }
        OciIndex index = new OciIndex(images);
        delivery.push(index, spec);
        Assembled first = assembled(
                java.util.Objects.requireNonNull(images.get(spec.platforms().get(0))), base, names, true);
        return new Assembled(base.toString(), index.digest(), index.digest(), first.layers(), first.size(), true);
    }

    /** In {@code /app} no base has a link; for anything elsewhere its layers are read, once. */
    private void refuseLinks(BaseImage base, Base below, Layout layout) throws IOException, InterruptedException {
        if (below.layers().isEmpty()
                || layout.layers().stream()
                        .flatMap(layer -> layer.entries().stream())
                        .allMatch(entry ->
                                entry.path().equals(APPLICATION) || entry.path().isBelow(APPLICATION))) {
            return;
        }
        BaseLinks links = new BaseLinks(resolver.layers(base));
        boolean isReachable = !(base instanceof BaseImage.Registry registry) || resolver.isReachable(registry.name());
        boolean known = isReachable || links.areHere(below);
        (known ? links.of(below) : LinkedFolders.COMMON).refuse(layout);
    }

    private ImageDocuments documents(AssembleWithJib step, Base below) {
        return new ImageDocuments(step.image(), step.format(), below, JibEngine.TOOL + ":" + settings.version());
    }

    private static List<String> names(Layout layout) {
        return layout.layers().stream().map(Layer::name).toList();
    }

    private static RuntimeException failure(Exception e, ImageSpec image, Destination to) {
        boolean push = to.output() == Output.REGISTRY;
        return JibProblems.of(e, push ? "push" : "assemble", image.name(), "<image>");
    }
}
