package io.github.dockerstrategy.oci;

import java.nio.file.Path;

/**
 * A layer in the cache, as registries and archives take it.
 *
 * @param blob the compressed archive
 * @param diffId {@code sha256:…} of the archive before compression
 * @param file where it lies
 */
public record PackedLayer(Descriptor blob, String diffId, Path file) {

    public String digest() {
        return blob.digest();
    }

    public long size() {
        return blob.size();
    }
}
