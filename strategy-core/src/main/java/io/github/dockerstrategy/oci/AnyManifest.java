package io.github.dockerstrategy.oci;

import static io.github.dockerstrategy.oci.InvalidImageException.malformed;

/** What a tag or a digest refers to: an image's manifest, or an index. */
public sealed interface AnyManifest permits Manifest, Index {

    MediaType mediaType();

    /** The document, byte for byte. */
    byte[] bytes();

    default Digest digest() {
        return Digest.of(bytes());
    }

    default Descriptor descriptor() {
        return Descriptor.of(mediaType(), bytes());
    }

    /** Reads a document. One that could be read as both is refused. */
    static AnyManifest parse(byte[] bytes) throws InvalidImageException {
        JsonObject json = JsonObject.parse(bytes, "its manifest");
        if (!json.has("manifests")) {
            return Manifest.parse(json, bytes);
        }
        if (json.has("layers") || json.has("config")) {
            throw malformed("its manifest is an image's manifest and an index at once");
        }
        return Index.parse(json, bytes);
    }
}
