package io.github.dockerstrategy.engine.assembly;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.TarImage;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.LayerContentKeys;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images as jib-core makes them, to hold ours against. */
record JibReference(Path folder) {

    /** Builds an image into an archive with jib-core, and tells what jib says of it. */
    BuiltImage build(ImageSpec image, ImageFormat format, Layout layout) {
        AssemblyFixture bench = AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
        AssemblySettings settings = AssemblyFixture.forDaemon(bench.cache(), "docker", Map.of());
        Path archive = folder.resolve("image.tar");
        System.setProperty("sendCredentialsOverHttp", "true");
        try {
            Files.createDirectories(bench.workFolder());
            List<PackedLayer> packed = new LayerCache(settings.layersCache())
                    .pack(layout, LayerContentKeys.of(layout, new FileHashCache(Map.of())));
            AssembleImage step =
                    new AssembleImage(image, format, Destination.below(bench.workFolder(), Output.REGISTRY));
            JibContainer made = new JibImage(settings, bench.log())
                    .describe(step, image.from(), layout, packed, bench.workFolder())
                    .containerize(Containerizer.to(TarImage.at(archive).named(JibImage.reference(image.name())))
                            .setBaseImageLayersCache(settings.jibCache())
                            .setApplicationLayersCache(settings.layersCache())
                            .setAllowInsecureRegistries(true)
                            .setToolName(AssemblyEngine.TOOL)
                            .setToolVersion("1.2.3"));
            List<LayerResult> layers = layers(archive, layout);
            return new BuiltImage(
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
        List<LayerResult> found = ArchivedImage.read(archive).layerResults();
        int below = found.size() - layout.layers().size();
        List<LayerResult> named = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            String name = i < below ? "" : layout.layers().get(i - below).name();
            named.add(new LayerResult(name, found.get(i).digest(), found.get(i).size()));
        }
        return named;
    }
}
