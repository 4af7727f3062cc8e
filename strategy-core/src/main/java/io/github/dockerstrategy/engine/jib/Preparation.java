package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.image.Image;
import com.google.cloud.tools.jib.image.LayerCountMismatchException;
import com.google.cloud.tools.jib.image.LayerPropertyNotFoundException;
import com.google.cloud.tools.jib.image.ReproducibleLayerBuilder;
import com.google.cloud.tools.jib.image.json.BadContainerConfigurationFormatException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.HistoryEntry;
import com.google.cloud.tools.jib.image.json.JsonToImageTranslator;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.image.json.V22ManifestTemplate;
import com.google.common.collect.ImmutableList;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Prepares an image out of jib's caches, without a run of jib: for a target that has most of it already. A run of jib asks a registry for
 * each layer, and gives a daemon all of them.
 *
 * @param settings where the caches are
 */
record Preparation(JibSettings settings) {

    /** The image; empty where only jib can make it: for several platforms, or on a base of which nothing is known yet. */
    Optional<PreparedImage> of(AssembleWithJib step, BaseImage base, Layout layout)
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        Class<? extends BuildableManifestTemplate> format =
                step.format() == ImageFormat.OCI ? OciManifestTemplate.class : V22ManifestTemplate.class;
        Optional<Image> below =
                spec.platforms().size() == 1 ? base(base, spec.platforms().get(0), format) : Optional.empty();
        if (below.isEmpty()) {
            return Optional.empty();
        }
        List<CachedLayer> layers = layers(layout);
        try {
            return Optional.of(PreparedImage.of(image(spec, below.get(), layout, layers, format), layers, format));
        } catch (LayerPropertyNotFoundException e) {
            throw new IOException(e);
        }
    }

    private Optional<Image> base(BaseImage base, Platform platform, Class<? extends BuildableManifestTemplate> format)
            throws IOException {
        if (base.isEmpty()) {
            return Optional.of(Image.builder(format)
                    .setArchitecture(platform.architecture())
                    .setOs(platform.os())
                    .build());
        }
        if (!(base instanceof BaseImage.Registry registry)) {
            return Optional.empty();
        }
        Optional<BaseCache.Found> found = new BaseCache(settings.baseCache()).find(registry.name(), platform);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonToImageTranslator.toImage(
                    found.get().manifest(), found.get().template()));
        } catch (LayerCountMismatchException
                | LayerPropertyNotFoundException
                | BadContainerConfigurationFormatException e) {
            throw new IOException(e);
        }
    }

    /** From the cache, or packed now: as many at once as there are processors. */
    private List<CachedLayer> layers(Layout layout) throws IOException, InterruptedException {
        try {
            Cache cache = Cache.withDirectory(settings.layersCache());
            return new Parallel().map(layout.layers(), layer -> layer(cache, layer));
        } catch (CacheDirectoryCreationException | ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static CachedLayer layer(Cache cache, Layer layer) throws IOException, CacheCorruptedException {
        ImmutableList<FileEntry> entries =
                ImmutableList.copyOf(JibImage.layer(layer).getEntries());
        Optional<CachedLayer> cached = cache.retrieve(entries);
        return cached.isPresent()
                ? cached.get()
                : cache.writeUncompressedLayer(new ReproducibleLayerBuilder(entries).build(), entries);
    }

    /** As jib does it, so that the digest is the same whichever way an image was made. */
    private Image image(
            ImageSpec spec,
            Image base,
            Layout layout,
            List<CachedLayer> layers,
            Class<? extends BuildableManifestTemplate> format)
            throws LayerPropertyNotFoundException {
        Image.Builder image = Image.builder(format);
        for (com.google.cloud.tools.jib.image.Layer layer : base.getLayers()) {
            image.addLayer(layer);
        }
        base.getHistory().forEach(image::addHistory);
        long told = base.getHistory().stream()
                .filter(entry -> !entry.hasCorrespondingLayer())
                .count();
        for (long i = told; i < base.getLayers().size(); i++) {
            image.addHistory(HistoryEntry.builder()
                    .setCreationTimestamp(spec.created())
                    .setComment("auto-generated by Jib")
                    .build());
        }
        for (int i = 0; i < layers.size(); i++) {
            image.addLayer(layers.get(i))
                    .addHistory(HistoryEntry.builder()
                            .setCreationTimestamp(spec.created())
                            .setAuthor("Jib")
                            .setCreatedBy(JibEngine.TOOL + ":" + settings.version())
                            .setComment(layout.layers().get(i).name())
                            .build());
        }
        return configured(image, base, spec).build();
    }

    private static Image.Builder configured(Image.Builder image, Image base, ImageSpec spec) {
        ContainerConfig config = spec.config();
        boolean otherProgram = config.entrypoint().isPresent() || config.cmd().isPresent();
        image.setArchitecture(base.getArchitecture())
                .setOs(base.getOs())
                .setCreated(spec.created())
                .addEnvironment(base.getEnvironment())
                .addEnvironment(config.environment())
                .addLabels(base.getLabels())
                .addLabels(config.labels())
                .setHealthCheck(base.getHealthCheck())
                .addExposedPorts(base.getExposedPorts())
                .addExposedPorts(config.ports().stream().map(JibImage::port).collect(Collectors.toSet()))
                .addVolumes(base.getVolumes())
                .addVolumes(config.volumes().stream().map(JibImage::path).collect(Collectors.toSet()))
                .setUser(config.user().orElse(base.getUser()))
                .setWorkingDirectory(
                        config.workingDirectory().map(ContainerPath::value).orElse(base.getWorkingDirectory()))
                .setEntrypoint(config.entrypoint().orElse(base.getEntrypoint()))
                .setProgramArguments(otherProgram ? config.cmd().orElse(null) : base.getProgramArguments());
        return image;
    }
}
