package io.github.dockerstrategy.oci;

/**
 * Something that an image is made of.
 *
 * @param digest {@code sha256:…} of its bytes
 * @param size how many there are
 * @param compression how it is compressed, if it is a layer
 */
public record Descriptor(String digest, long size, Compression compression) {

    /** A layer as this plugin and nearly everybody else packs it. */
    public Descriptor(String digest, long size) {
        this(digest, size, Compression.GZIP);
    }
}
