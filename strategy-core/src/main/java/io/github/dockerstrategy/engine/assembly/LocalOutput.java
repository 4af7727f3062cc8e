package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.store.ImageArchiveWriter;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
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
record LocalOutput(Daemon daemon, BaseLayers layers, Path workFolder) {

    /**
     * Brings it.
     *
     * @param before what the daemon still has of the last build
     */
    void bring(Image image, AssembleImage step, BaseImage below, Optional<BuiltImage> before)
            throws IOException, InterruptedException {
        Files.createDirectories(workFolder);
        boolean toFile = step.to().file().isPresent();
        Path archive = workFolder.resolve(toFile ? ".image.partial" : ".daemon.partial");
        try {
            if (toFile) {
                write(
                        new ImageArchiveWriter(image, step.image().names(), all(image, below)),
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

    private static void write(ImageArchiveWriter image, Output output, Path archive) throws IOException {
        if (output == Output.OCI) {
            image.writeLayout(archive);
        } else {
            image.writeDocker(archive);
        }
    }

    private void load(Image image, ImageSpec spec, BaseImage below, Optional<BuiltImage> before, Path archive)
            throws IOException, InterruptedException {
        IncrementalDaemonLoad increment = new IncrementalDaemonLoad(daemon, archive);
        if (before.isEmpty() || !increment.load(image, spec, before.get())) {
            increment.loadAll(image, spec, all(image, below));
        }
    }

    private Map<String, PackedLayer> all(Image image, BaseImage below) throws IOException, InterruptedException {
        Map<String, PackedLayer> all = new HashMap<>(image.own());
        layers.fetch(below).forEach(layer -> all.put(layer.digest(), layer));
        return all;
    }
}
