package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.LinkedFolders;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.Index;
import io.github.dockerstrategy.oci.IndexSink.PlatformImage;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.MediaType;
import io.github.dockerstrategy.oci.Parallel;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.store.StoredLayer;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Assembles one image: resolves its base image, packs its layers, composes manifest and config, and writes it to its sink.
 *
 * @param settings caches and version
 * @param resolver resolves the base image
 * @param sinks where images are written to
 */
record ImageAssembler(AssemblySettings settings, BaseImageResolver resolver, ImageSinks sinks) {

    /**
     * Assembles {@code layout} on {@code base} and writes the image.
     *
     * @param keys those of {@code layout}
     * @param earlier the last image, if it is still there
     */
    BuiltImage assemble(
            AssembleImage step,
            BaseReference base,
            Layout layout,
            LayerContentKeys keys,
            Path workFolder,
            Optional<BuiltImage> earlier) {
        try {
            List<BaseImage> bases = resolve(base, step.image().platforms());
            List<StoredLayer> packed = pack(step, bases, layout, keys);
            BuiltImage result = bases.size() > 1
                    ? assembleAll(step, bases, layout, packed, workFolder)
                    : assembleOne(step, bases.get(0), layout, packed, workFolder, earlier);
            if (step.image().from() instanceof BaseReference.Registry named
                    && base instanceof BaseReference.Registry pinned) {
                resolver.cache().rememberTag(named.name(), pinned.name());
            }
            LayerUsage usage = new LayerUsage(settings.baseCache());
            usage.rememberNew();
            usage.use(result.layers());
            return result;
        } catch (IOException e) {
            String action = step.to().output() == Output.REGISTRY ? "push" : "assemble";
            throw new AssemblyProblems(action, step.image().name()).of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssemblyProblems("finish", step.image().name()).of(e);
        }
    }

    private BuiltImage assembleOne(
            AssembleImage step,
            BaseImage base,
            Layout layout,
            List<StoredLayer> packed,
            Path workFolder,
            Optional<BuiltImage> earlier)
            throws IOException, InterruptedException {
        Image image = compose(step, base, layout, packed);
        sinks.of(step, base, earlier, workFolder).write(image, AssembledLayers.of(packed, base.layers()));
        return result(image, base.reference(), layout, step.to().output() == Output.REGISTRY);
    }

    /** One image for each platform, and an index of all. */
    private BuiltImage assembleAll(
            AssembleImage step, List<BaseImage> bases, Layout layout, List<StoredLayer> packed, Path workFolder)
            throws IOException, InterruptedException {
        List<PlatformImage> images = new ArrayList<>();
        List<Descriptor> manifests = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            BaseImage base = bases.get(i);
            Image image = compose(step, base, layout, packed);
            images.add(new PlatformImage(image, AssembledLayers.of(packed, base.layers())));
            manifests.add(image.manifest()
                    .descriptor()
                    .withPlatform(step.image().platforms().get(i)));
        }
        boolean isDocker = manifests.stream().allMatch(one -> one.mediaType().equals(MediaType.DOCKER_MANIFEST));
        Index index = Index.of(
                MediaType.index(isDocker ? ImageFormat.DOCKER : ImageFormat.OCI),
                manifests,
                step.image().manifest().annotations());
        sinks.index(step, bases, workFolder).write(index, images);
        BaseReference reference = bases.get(0).reference();
        boolean pushed = step.to().output() == Output.REGISTRY;
        BuiltImage first = result(images.get(0).image(), reference, layout, pushed);
        String digest = index.digest().toString();
        return new BuiltImage(reference.toString(), digest, digest, first.layers(), first.size(), pushed);
    }

    private List<BaseImage> resolve(BaseReference reference, List<Platform> platforms)
            throws IOException, InterruptedException {
        List<BaseImage> bases = new ArrayList<>();
        for (Platform platform : platforms) {
            bases.add(resolver.resolve(reference, platform));
        }
        return bases;
    }

    /** Packs the layers and, at the same time, looks for links in the base images. */
    private List<StoredLayer> pack(AssembleImage step, List<BaseImage> bases, Layout layout, LayerContentKeys keys)
            throws IOException, InterruptedException {
        Callable<List<StoredLayer>> packing = () -> new LayerCache(settings.layersCache()).pack(layout, keys);
        Callable<List<StoredLayer>> looking = () -> {
            for (BaseImage base : bases) {
                refuseLinks(step, base, layout);
            }
            return List.of();
        };
        return new Parallel().map(List.of(packing, looking), Callable::call).get(0);
    }

    private Image compose(AssembleImage step, BaseImage base, Layout layout, List<StoredLayer> packed) {
        String tool = AssemblyEngine.TOOL + ":" + settings.version();
        List<Layer> layers = packed.stream().map(StoredLayer::layer).toList();
        return new ImageComposer(step.image(), step.format(), base.image(), tool).compose(names(layout), layers);
    }

    private static BuiltImage result(Image image, BaseReference base, Layout layout, boolean pushed) {
        List<String> names = names(layout);
        List<LayerResult> results = new ArrayList<>();
        int below = image.layers().size() - names.size();
        for (int i = 0; i < image.layers().size(); i++) {
            Layer layer = image.layers().get(i);
            String name = i < below ? "" : names.get(i - below);
            results.add(new LayerResult(name, layer.digest().toString(), layer.size()));
        }
        long size = results.stream().mapToLong(LayerResult::size).sum();
        return new BuiltImage(
                base.toString(), image.id().toString(), image.digest().toString(), results, size, pushed);
    }

    private void refuseLinks(AssembleImage step, BaseImage base, Layout layout)
            throws IOException, InterruptedException {
        BaseSymlinks links = BaseSymlinks.of(base, layout.entries(), settings.baseCache());
        if (links.areNone()) {
            return;
        }
        boolean isReachable = !(base.reference() instanceof BaseReference.Registry registry)
                || resolver.network().reaches(registry.name());
        boolean areKnown = links.areKnown();
        if (!isReachable && !areKnown) {
            LinkedFolders.COMMON.refuse(layout);
            return;
        }
        if (!areKnown && !isMountable(step, base)) {
            base.layers().fetch(base.image().layers());
        }
        links.read().refuse(layout);
    }

    /** Whether the image can be written without the bytes of the base image's layers. */
    private static boolean isMountable(AssembleImage step, BaseImage base) {
        return step.to().output() == Output.REGISTRY
                && step.image().allRepositories().stream()
                        .allMatch(name -> base.repositoryIn(name.registry()).isPresent());
    }

    private static List<String> names(Layout layout) {
        return layout.layers().stream()
                .map(io.github.dockerstrategy.layout.Layer::name)
                .toList();
    }
}
