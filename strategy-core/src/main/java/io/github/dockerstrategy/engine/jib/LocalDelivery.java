package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.Daemon;
import io.github.dockerstrategy.engine.oci.ImageArchive;
import io.github.dockerstrategy.engine.oci.OciImage;
import io.github.dockerstrategy.engine.oci.PackedLayer;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an image into an archive, or gives it to the daemon of this machine.
 *
 * @param daemon the daemon
 * @param layers has the layers of the base
 * @param workFolder where archives are written on the way
 */
record LocalDelivery(Daemon daemon, BaseLayers layers, Path workFolder) {

    /**
     * Brings it.
     *
     * @param before what the daemon still has of the last build
     */
    void bring(OciImage image, AssembleWithJib step, Base below, Optional<Assembled> before)
            throws IOException, InterruptedException {
        Files.createDirectories(workFolder);
        boolean toFile = step.to().file().isPresent();
        Path archive = workFolder.resolve(toFile ? ".image.partial" : ".daemon.partial");
        try {
            if (toFile) {
                write(
                        new ImageArchive(image, step.image(), all(image, below)),
                        step.to().output(),
                        archive);
                Files.move(archive, step.to().file().get(), StandardCopyOption.REPLACE_EXISTING);
            } else {
                load(image, step.image(), below, before, archive);
            }
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    private static void write(ImageArchive image, Output output, Path archive) throws IOException {
        if (output == Output.OCI) {
            image.writeLayout(archive);
        } else {
            image.writeDocker(archive);
        }
    }

    private void load(OciImage image, ImageSpec spec, Base below, Optional<Assembled> before, Path archive)
            throws IOException, InterruptedException {
        DaemonIncrement increment = new DaemonIncrement(daemon, archive);
        if (before.isEmpty() || !increment.load(image, spec, before.get())) {
            increment.loadAll(image, spec, all(image, below));
        }
    }

    private Map<String, PackedLayer> all(OciImage image, Base below) throws IOException, InterruptedException {
        Map<String, PackedLayer> all = new HashMap<>(image.own());
        layers.fetch(below).forEach(layer -> all.put(layer.digest(), layer));
        return all;
    }
}
