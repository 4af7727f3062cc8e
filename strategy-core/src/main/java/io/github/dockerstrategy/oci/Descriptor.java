package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A reference to content: a manifest, a config or a layer.
 *
 * @param mediaType its type
 * @param digest of its bytes
 * @param size number of bytes
 * @param platform of a manifest in an index
 * @param annotations arbitrary metadata
 */
public record Descriptor(
        MediaType mediaType, Digest digest, long size, Optional<Platform> platform, Map<String, String> annotations) {

    /** A pebibyte. */
    private static final long LARGEST = 1L << 50;

    public Descriptor {
        if (size < 0 || size > LARGEST) {
            throw new IllegalArgumentException("size out of range: " + size);
        }
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    public Descriptor(MediaType mediaType, Digest digest, long size) {
        this(mediaType, digest, size, Optional.empty(), Map.of());
    }

    /** The descriptor of {@code content}. */
    public static Descriptor of(MediaType mediaType, byte[] content) {
        return new Descriptor(mediaType, Digest.of(content), content.length);
    }

    public Descriptor withPlatform(Platform other) {
        return new Descriptor(mediaType, digest, size, Optional.of(other), annotations);
    }

    public Descriptor withAnnotations(Map<String, String> others) {
        return new Descriptor(mediaType, digest, size, platform, others);
    }

    /** @param what the content's name in messages */
    static Descriptor parse(JsonObject json, String what) throws InvalidImageException {
        Digest digest = json.text("digest")
                .flatMap(Digest::parse)
                .orElseThrow(() -> malformed(
                        what + " has the digest '" + json.shown("digest") + "', which is not a sha256 digest"));
        long size = json.number("size")
                .filter(found -> found >= 0 && found <= LARGEST)
                .orElseThrow(() -> malformed(what + " has no valid size: " + json.shown("size")));
        return new Descriptor(
                new MediaType(json.text("mediaType").orElse("")),
                digest,
                size,
                Platform.parse(json.object("platform")),
                json.textMap("annotations"));
    }

    JsonObject json() {
        JsonObject json = JsonObject.empty()
                .with("mediaType", mediaType.name())
                .with("digest", digest.toString())
                .with("size", size);
        JsonObject placed = platform.isPresent()
                ? json.with("platform", platform.get().json().toMap())
                : json;
        return placed.withUnlessEmpty("annotations", annotations);
    }
}
