package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageIndex;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
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
record ImageAssembly(AssemblySettings settings, RegistryClients clients, BaseImageResolver resolver, BuildLog log) {

    private static final ContainerPath APPLICATION = new ContainerPath("/app");

    /**
     * Assembles {@code layout} on {@code base}, and takes the image where it belongs.
     *
     * @param keys those of {@code layout}
     * @param before what the target still has of the last build
     */
    BuiltImage perform(
            AssembleImage step,
            BaseReference base,
            Layout layout,
            LayerContentKeys keys,
            Path workFolder,
            Optional<BuiltImage> before) {
        try {
            List<PackedLayer> packed = new LayerCache(settings.layersCache()).pack(layout, keys);
            BuiltImage result = assemble(step, base, layout, packed, workFolder, before);
            if (step.image().from() instanceof BaseReference.Registry named
                    && base instanceof BaseReference.Registry pinned) {
                resolver.remember(named.name(), pinned.name());
            }
            LayerUsage bases = new LayerUsage(settings.baseCache());
            bases.remember();
            bases.use(result.layers());
            return result;
        } catch (IOException e) {
            throw failure(e, step.image(), step.to());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AssemblyProblems.of(e, "finish", step.image().name(), parameter("image"));
        }
    }

    private BuiltImage assemble(
            AssembleImage step,
            BaseReference base,
            Layout layout,
            List<PackedLayer> packed,
            Path workFolder,
            Optional<BuiltImage> before)
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        if (spec.platforms().size() > 1) {
            return assembleAll(step, base, layout, packed);
        }
        BaseImage below = resolver.resolve(base, spec.platforms().get(0));
        refuseLinks(base, below, layout);
        List<String> names = names(layout);
        Image image = documents(step, below).of(names, packed);
        BaseLayers layers = resolver.layers(base);
        if (step.to().output() == Output.REGISTRY) {
            new ImagePublisher(clients, layers, log).push(image, spec, base, below, before);
        } else {
            new LocalOutput(settings.daemon(), layers, workFolder).bring(image, step, below, before);
        }
        return assembled(image, base, names, step.to().output() == Output.REGISTRY);
    }

    private static BuiltImage assembled(Image image, BaseReference base, List<String> names, boolean pushed) {
        List<LayerResult> results = new ArrayList<>();
        int below = image.layers().size() - names.size();
        for (int i = 0; i < image.layers().size(); i++) {
            Descriptor layer = image.layers().get(i);
            results.add(new LayerResult(i < below ? "" : names.get(i - below), layer.digest(), layer.size()));
        }
        long size = results.stream().mapToLong(LayerResult::size).sum();
        return new BuiltImage(base.toString(), image.id(), image.digest(), results, size, pushed);
    }

    /** One image for each platform, and an index over all. */
    private BuiltImage assembleAll(AssembleImage step, BaseReference base, Layout layout, List<PackedLayer> packed)
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        if (step.format() == ImageFormat.OCI) {
            throw new ProblemException(Problem.of(
                    "platforms-in-oci-format",
                    "An image for several platforms (" + spec.platforms() + ") is supported only in docker's format.",
                    parameter("platforms") + ", " + parameter("output"),
                    "set " + setting("output", "registry")));
        }
        List<String> names = names(layout);
        Map<Platform, Image> images = new LinkedHashMap<>();
        ImagePublisher delivery = new ImagePublisher(clients, resolver.layers(base), log);
        for (Platform platform : spec.platforms()) {
            BaseImage below = resolver.resolve(base, platform);
            refuseLinks(base, below, layout);
            Image image = documents(step, below).of(names, packed);
            delivery.push(image, spec, base, below);
            images.put(platform, image);
        }
        ImageIndex index = new ImageIndex(images);
        delivery.push(index, spec);
        BuiltImage first = assembled(
                java.util.Objects.requireNonNull(images.get(spec.platforms().get(0))), base, names, true);
        return new BuiltImage(base.toString(), index.digest(), index.digest(), first.layers(), first.size(), true);
    }

    /** In {@code /app} no base has a link; for anything elsewhere its layers are read, once. */
    private void refuseLinks(BaseReference base, BaseImage below, Layout layout)
            throws IOException, InterruptedException {
        if (below.layers().isEmpty()
                || layout.layers().stream()
                        .flatMap(layer -> layer.entries().stream())
                        .allMatch(entry ->
                                entry.path().equals(APPLICATION) || entry.path().isBelow(APPLICATION))) {
            return;
        }
        BaseSymlinks links = new BaseSymlinks(resolver.layers(base));
        boolean isReachable =
                !(base instanceof BaseReference.Registry registry) || resolver.isReachable(registry.name());
        boolean known = isReachable || links.areHere(below);
        (known ? links.of(below) : LinkedFolders.COMMON).refuse(layout);
    }

    private ManifestWriter documents(AssembleImage step, BaseImage below) {
        return new ManifestWriter(step.image(), step.format(), below, AssemblyEngine.TOOL + ":" + settings.version());
    }

    private static List<String> names(Layout layout) {
        return layout.layers().stream().map(Layer::name).toList();
    }

    private static RuntimeException failure(Exception e, ImageSpec image, Destination to) {
        boolean push = to.output() == Output.REGISTRY;
        return AssemblyProblems.of(e, push ? "push" : "assemble", image.name(), parameter("image"));
    }
}
