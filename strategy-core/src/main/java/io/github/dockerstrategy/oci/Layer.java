package io.github.dockerstrategy.oci;

/**
 * A layer of an image, without its bytes.
 *
 * @param descriptor of the layer as registries have it, usually compressed
 * @param diffId digest of the decompressed layer
 */
public record Layer(Descriptor descriptor, Digest diffId) {

    public Digest digest() {
        return descriptor.digest();
    }

    public long size() {
        return descriptor.size();
    }

    /** How it is compressed. */
    public Compression compression() {
        return descriptor
                .mediaType()
                .compression()
                .orElseThrow(() -> new IllegalStateException("not a layer that can be read: " + descriptor));
    }

    /** The same layer with the media type that it has in an image of this format. */
    public Layer in(ImageFormat format) {
        MediaType mediaType = MediaType.layer(format, compression());
        return new Layer(new Descriptor(mediaType, digest(), size()), diffId);
    }
}
