package io.github.dockerstrategy.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The images of several platforms under one name, in the order and form that jib writes them, so that the digest stays what it was.
 *
 * @param images by platform
 */
public record ImageIndex(Map<Platform, Image> images) {

    private static final String DOCKER = "application/vnd.docker.distribution.manifest.list.v2+json";

    private static final String OCI = "application/vnd.oci.image.index.v1+json";

    /** Hashed as jib hashes a platform, whose sets have no other order. */
    private record Key(Platform platform) {
        @Override
        public int hashCode() {
            return Objects.hash(platform.architecture(), platform.os());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.platform.equals(platform);
        }
    }

    public ImageIndex {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Its media type: docker's, unless an image is not in docker's format. */
    public String mediaType() {
        return images.values().stream().allMatch(image -> image.format() == ImageFormat.DOCKER) ? DOCKER : OCI;
    }

    /** The index document. */
    public String document() throws IOException {
        Map<Key, Image> ordered = new HashMap<>();
        images.forEach((platform, image) -> ordered.put(new Key(platform), image));
        List<Object> entries = new ArrayList<>();
        ordered.forEach((key, image) -> entries.add(entry(key.platform(), image)));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", 2);
        document.put("mediaType", mediaType());
        document.put("manifests", entries);
        return Json.write(document);
    }

    /** Digest of the index, by which registries know it. */
    public String digest() throws IOException {
        return Image.digest(document());
    }

    private static Map<String, Object> entry(Platform platform, Image image) {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("architecture", platform.architecture());
        of.put("os", platform.os());
        platform.variant().ifPresent(variant -> of.put("variant", variant));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("mediaType", image.mediaType());
        entry.put("digest", image.digest());
        entry.put("size", image.manifest().getBytes(StandardCharsets.UTF_8).length);
        entry.put("platform", of);
        return entry;
    }
}
