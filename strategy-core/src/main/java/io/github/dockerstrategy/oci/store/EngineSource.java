package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageSource;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image in an engine's store. Reading it adds its layers to a store of layers.
 *
 * @param engine the engine
 * @param id the image's ID
 * @param store gets the layers
 */
public record EngineSource(EngineStore engine, String id, LayerStore store) implements ImageSource {

    private static final int QUOTED_LINES = 5;

    @Override
    public Image read(Platform platform) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(store.folder().resolve("tmp"));
        Path archive = Files.createTempFile(folder, "base", ".tar");
        try {
            ProcessResult saved = engine.save(id, archive);
            if (!saved.succeeded()) {
                throw new IOException("'" + engine.executable() + " save' failed: "
                        + String.join("\n", saved.lastLines(QUOTED_LINES)));
            }
            return new ArchiveSource(archive, store).read(platform);
        } finally {
            Files.deleteIfExists(archive);
        }
    }
}
