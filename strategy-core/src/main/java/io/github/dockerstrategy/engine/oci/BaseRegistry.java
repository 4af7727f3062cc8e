package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Json;
import io.github.dockerstrategy.image.Platform;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what a base image is, without its layers.
 *
 * @param store what need not be asked
 */
public record BaseRegistry(BaseStore store) {

    /**
     * The image of {@code platform}; of an image without an index, whatever it is for.
     *
     * @param pinned the base, with its digest
     * @return empty if the registry does not have it, or it is of a kind that is left to jib
     * @throws IOException if the registry cannot be asked
     */
    public Optional<Base> find(ImageName pinned, Platform platform, RegistryClient registry) throws IOException {
        Optional<Base> kept = store.find(pinned, platform);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<RegistryClient.Manifest> manifest =
                registry.manifest(pinned.digest().orElseThrow());
        if (manifest.filter(RegistryClient.Manifest::isIndex).isPresent()) {
            Optional<String> chosen = forPlatform(manifest.get(), platform);
            manifest = chosen.isPresent() ? registry.manifest(chosen.get()) : Optional.empty();
        }
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> document = manifest.get().document();
        Object digest = Json.object(document.get("config")).get("digest");
        if (digest == null) {
            return Optional.empty();
        }
        Map<String, Object> configuration = registry.document(digest.toString());
        Optional<Base> base = Base.of(document, configuration);
        if (base.isPresent()) {
            store.keep(pinned, platform, document, configuration);
        }
        return base;
    }

    private static Optional<String> forPlatform(RegistryClient.Manifest index, Platform platform) {
        return Json.list(index.document().get("manifests")).stream()
                .map(Json::object)
                .filter(entry -> isFor(platform, Json.object(entry.get("platform"))))
                .map(entry -> String.valueOf(entry.get("digest")))
                .findFirst();
    }

    private static boolean isFor(Platform platform, Map<String, Object> entry) {
        return platform.os().equals(entry.get("os")) && platform.architecture().equals(entry.get("architecture"));
    }
}
