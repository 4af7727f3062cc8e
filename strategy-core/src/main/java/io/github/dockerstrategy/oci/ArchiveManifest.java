package io.github.dockerstrategy.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image in an archive of {@code docker save}: an element of its {@code manifest.json}.
 *
 * @param config path of the image's config in the archive
 * @param repoTags the image's names
 * @param layers paths of its layers in the archive, bottom first
 */
public record ArchiveManifest(String config, List<String> repoTags, List<String> layers) {

    /** The file in the archive. */
    public static final String FILE = "manifest.json";

    public ArchiveManifest {
        repoTags = List.copyOf(repoTags);
        layers = List.copyOf(layers);
    }

    /** Reads all images of an archive. */
    public static List<ArchiveManifest> parse(byte[] bytes) throws InvalidImageException {
        List<ArchiveManifest> images = new ArrayList<>();
        for (JsonObject image : JsonObject.parseList(bytes, FILE)) {
            images.add(new ArchiveManifest(
                    image.text("Config").orElse(""), image.texts("RepoTags"), image.texts("Layers")));
        }
        return images;
    }

    /** The file for an archive of this image only. */
    public byte[] bytes() {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("Config", config);
        image.put("RepoTags", repoTags);
        image.put("Layers", layers);
        try {
            return Json.write(List.of(image)).getBytes(UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
