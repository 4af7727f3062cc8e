package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.project.CacheNote;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Json;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.image.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Manifests and configurations of base images, by the digest that they were named by: so they are true for ever.
 *
 * @param folder where they are kept, a file for each image and platform
 */
public record BaseStore(Path folder) {

    private static final String MANIFEST = "manifest";
    private static final String CONFIGURATION = "configuration";

    /** What is kept of a base; what cannot be read is as good as not there. */
    public Optional<Base> find(ImageName pinned, Platform platform) {
        try {
            Optional<String> text = new CacheNote(file(pinned, platform)).read();
            if (text.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Object> kept = Json.object(text.get().getBytes(StandardCharsets.UTF_8));
            return Base.of(Json.object(kept.get(MANIFEST)), Json.object(kept.get(CONFIGURATION)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps what a registry has said of it. */
    void keep(ImageName pinned, Platform platform, Map<String, Object> manifest, Map<String, Object> configuration) {
        try {
            new CacheNote(file(pinned, platform))
                    .write(Json.write(Map.of(MANIFEST, manifest, CONFIGURATION, configuration)));
        } catch (IOException e) {
            // Then the next build asks again.
        }
    }

    private Path file(ImageName pinned, Platform platform) {
        return folder.resolve(
                Sha256.hex(pinned.digest().orElseThrow() + " " + platform).substring(0, 40));
    }
}
