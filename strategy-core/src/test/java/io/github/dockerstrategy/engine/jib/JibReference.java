package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import io.github.dockerstrategy.engine.oci.LayerCache;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.FileHashes;
import io.github.dockerstrategy.layout.LayerKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images as jib-core makes them, to hold ours against. */
record JibReference(Path folder) {

    /** Builds an image into an archive with jib-core, and tells what jib says of it. */
    Assembled build(ImageSpec image, ImageFormat format, Layout layout) {
        Workbench bench = Workbench.in(folder.resolve("work"), folder.resolve("cache"));
        JibSettings settings = Workbench.forDaemon(bench.cache(), "docker", Map.of());
        Path archive = folder.resolve("image.tar");
        System.setProperty("sendCredentialsOverHttp", "true");
        try {
            Files.createDirectories(bench.workFolder());
            List<PackedLayer> packed =
                    new LayerCache(settings.layersCache()).pack(layout, LayerKeys.of(layout, new FileHashes(Map.of())));
            AssembleWithJib step =
                    new AssembleWithJib(image, format, Destination.below(bench.workFolder(), Output.REGISTRY));
            JibContainer made = new JibImage(settings, bench.log())
                    .describe(step, image.from(), layout, packed, bench.workFolder())
                    .containerize(Containerizer.to(TarImage.at(archive).named(JibImage.reference(image.name())))
                            .setBaseImageLayersCache(settings.jibCache())
                            .setApplicationLayersCache(settings.layersCache())
                            .setAllowInsecureRegistries(true)
                            .setToolName(JibEngine.TOOL)
                            .setToolVersion("1.2.3"));
            List<LayerResult> layers = layers(archive, layout);
            return new Assembled(
                    image.from().toString(),
                    made.getImageId().toString(),
                    made.getDigest().toString(),
                    layers,
                    layers.stream().mapToLong(LayerResult::size).sum(),
                    false);
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            System.clearProperty("sendCredentialsOverHttp");
        }
    }

    private static List<LayerResult> layers(Path archive, Layout layout) {
        List<LayerResult> found = ImageArchive.read(archive).layerResults();
        int below = found.size() - layout.layers().size();
        List<LayerResult> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String name = i < below ? "" : layout.layers().get(i - below).name();
            named.add(new LayerResult(name, found.get(i).digest(), found.get(i).size()));
        }
        return named;
    }
}
