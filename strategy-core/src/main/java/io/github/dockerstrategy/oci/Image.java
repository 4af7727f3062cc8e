package io.github.dockerstrategy.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.files.Sha256;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An image as its parts, byte for byte those that a run of jib would make, but nowhere yet.
 *
 * @param format the form of its documents
 * @param layers all its layers, bottom first
 * @param diffIds digests of the same before compression
 * @param own those above the base, which lie in the cache, by digest
 * @param configuration its configuration document
 * @param manifest its manifest
 */
public record Image(
        ImageFormat format,
        List<Descriptor> layers,
        List<String> diffIds,
        Map<String, PackedLayer> own,
        String configuration,
        String manifest) {

    public Image {
        layers = List.copyOf(layers);
        diffIds = List.copyOf(diffIds);
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
    }

    /** Digest of the configuration, by which docker knows the image. */
    public String id() {
        return digest(configuration);
    }

    /** Digest of the manifest, by which registries know it. */
    public String digest() {
        return digest(manifest);
    }

    /** The manifest's media type. */
    public String mediaType() {
        return MediaTypes.manifest(format);
    }

    public static String digest(String document) {
        return digest(document.getBytes(UTF_8));
    }

    public static String digest(byte[] document) {
        MessageDigest digest = Sha256.start();
        digest.update(document);
        return "sha256:" + Sha256.hex(digest);
    }
}
