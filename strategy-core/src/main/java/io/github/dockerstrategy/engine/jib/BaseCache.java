package io.github.dockerstrategy.engine.jib;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.ContainerConfigurationTemplate;
import com.google.cloud.tools.jib.image.json.ImageMetadataTemplate;
import com.google.cloud.tools.jib.image.json.ManifestAndConfigTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What jib has kept of base images from the builds before. What cannot be read is as good as not there.
 *
 * @param folder the folder that jib was given for it
 */
record BaseCache(Path folder) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Manifest and configuration of one platform's image, the latter also in jib's terms. */
    record Found(BuildableManifestTemplate manifest, JsonNode configuration, ContainerConfigurationTemplate template) {}

    /** The image of {@code platform}; of an image without an index, whatever it is for. */
    Optional<Found> find(ImageName base, Platform platform) {
        try {
            ImageMetadataTemplate known = metadata(base).orElse(null);
            if (known == null) {
                return Optional.empty();
            }
            for (ManifestAndConfigTemplate one : known.getManifestsAndConfigs()) {
                if (one.getManifest() instanceof BuildableManifestTemplate manifest && one.getConfig() != null) {
                    JsonNode configuration = JSON.readTree(JsonTemplateMapper.toByteArray(one.getConfig()));
                    if (known.getManifestList() == null || platform.equals(platform(configuration))) {
                        return Optional.of(new Found(manifest, configuration, one.getConfig()));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException | CacheCorruptedException | CacheDirectoryCreationException e) {
            return Optional.empty();
        }
    }

    /** Keeps what is known of {@code pinned} under {@code name} too, for builds without a network. */
    void remember(ImageName name, ImageName pinned) {
        try {
            ImageMetadataTemplate known = metadata(pinned).orElse(null);
            if (known != null) {
                Cache.withDirectory(folder).writeMetadata(JibNames.reference(name), known);
            }
        } catch (IOException | CacheCorruptedException | CacheDirectoryCreationException e) {
            // Then the next build without a network says that the base is not there.
        }
    }

    private Optional<ImageMetadataTemplate> metadata(ImageName base)
            throws IOException, CacheCorruptedException, CacheDirectoryCreationException {
        return Cache.withDirectory(folder).retrieveMetadata(JibNames.reference(base));
    }

    private static Platform platform(JsonNode configuration) {
        return new Platform(
                configuration.path("os").asText(),
                configuration.path("architecture").asText());
    }
}
