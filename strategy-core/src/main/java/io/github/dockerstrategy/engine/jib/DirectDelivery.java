package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.Blob;
import io.github.dockerstrategy.engine.oci.ImageDocuments;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.engine.oci.RegistryClient;
import io.github.dockerstrategy.engine.oci.RegistryPush;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.report.BuildLog;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Brings an image where it belongs without a run of jib: only what is missing there.
 * A push that fails is a problem; what else does not go as it should is left to jib.
 *
 * @param settings how a daemon is reached
 * @param clients reach registries
 * @param bases tell what the image is laid on
 * @param log hears why it was left to jib
 */
record DirectDelivery(JibSettings settings, RegistryClients clients, KnownBases bases, BuildLog log) {

    /**
     * Brings it.
     *
     * @param layers the layers of {@code layout}, packed
     * @param before what the target still has of the last build
     * @return what was brought; empty if it is left to jib: an archive, several platforms, a daemon that has nothing yet, or a base
     *     of which only jib knows
     */
    Optional<Assembled> bring(
            AssembleWithJib step,
            BaseImage base,
            Layout layout,
            List<PackedLayer> layers,
            Path workFolder,
            Optional<Assembled> before)
            throws InterruptedException {
        ImageSpec spec = step.image();
        Output output = step.to().output();
        boolean toDaemonWithout = output == Output.DAEMON && before.isEmpty();
        if (output.isFile() || toDaemonWithout || spec.platforms().size() > 1) {
            return Optional.empty();
        }
        Optional<Base> below = bases.find(base, spec.platforms().get(0));
        if (below.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<String> names = layout.layers().stream().map(Layer::name).toList();
            String tool = JibEngine.TOOL + ":" + settings.version();
            OciImage image = new ImageDocuments(spec, step.format(), below.get(), tool).of(names, layers);
            boolean brought = output == Output.REGISTRY
                    ? push(image, below.get(), step, base, before)
                    : load(image, spec, workFolder, before.orElseThrow());
            return brought ? Optional.of(assembled(image, base, names, output == Output.REGISTRY)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            log.debug("left to jib: " + e);
            return Optional.empty();
        }
    }

    private boolean push(OciImage image, Base below, AssembleWithJib step, BaseImage base, Optional<Assembled> before)
            throws IOException, InterruptedException {
        ImageSpec spec = step.image();
        RegistryClient client = clients.toPush(spec.name());
        Optional<ImageName> neighbour = base instanceof BaseImage.Registry registry
                        && registry.name().registry().equals(spec.name().registry())
                ? Optional.of(registry.name())
                : Optional.empty();
        Set<String> known = new HashSet<>();
        if (before.isPresent()) {
            before.get().layers().stream().map(LayerResult::digest).forEach(known::add);
            known.add(before.get().imageId());
        } else {
            known.addAll(client.blobsOf(spec.name().tagOrLatest()));
        }
        return new RegistryPush(client, neighbour, bases.layers(base), log).push(image, below, spec, known);
    }

    private boolean load(OciImage image, ImageSpec spec, Path workFolder, Assembled before)
            throws IOException, InterruptedException {
        Files.createDirectories(workFolder);
        Path archive = workFolder.resolve(".daemon.partial");
        try {
            return new DaemonIncrement(settings, archive).load(image, spec, before);
        } finally {
            Files.deleteIfExists(archive);
        }
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
}
