package io.github.dockerstrategy.oci;

import java.util.Optional;

/**
 * The type of a manifest, a config or a layer. Images may have types that are not listed here; they keep them.
 *
 * @param name as descriptors have it
 */
public record MediaType(String name) {

    public static final MediaType OCI_INDEX = new MediaType("application/vnd.oci.image.index.v1+json");
    public static final MediaType OCI_MANIFEST = new MediaType("application/vnd.oci.image.manifest.v1+json");
    public static final MediaType OCI_CONFIG = new MediaType("application/vnd.oci.image.config.v1+json");
    public static final MediaType DOCKER_INDEX =
            new MediaType("application/vnd.docker.distribution.manifest.list.v2+json");
    public static final MediaType DOCKER_MANIFEST =
            new MediaType("application/vnd.docker.distribution.manifest.v2+json");
    public static final MediaType DOCKER_CONFIG = new MediaType("application/vnd.docker.container.image.v1+json");

    private static final String OCI_LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar";

    /** Every type of manifest and index, for a request's {@code Accept}. */
    public static final String ANY_MANIFEST =
            String.join(", ", OCI_MANIFEST.name, DOCKER_MANIFEST.name, OCI_INDEX.name, DOCKER_INDEX.name);

    /** The type of an image's manifest. */
    public static MediaType manifest(ImageFormat format) {
        return format == ImageFormat.OCI ? OCI_MANIFEST : DOCKER_MANIFEST;
    }

    /** The type of an image's config. */
    public static MediaType config(ImageFormat format) {
        return format == ImageFormat.OCI ? OCI_CONFIG : DOCKER_CONFIG;
    }

    /** The type of an index. */
    public static MediaType index(ImageFormat format) {
        return format == ImageFormat.OCI ? OCI_INDEX : DOCKER_INDEX;
    }

    /** The type of a layer. docker itself creates no layers in Zstandard, but reads this type. */
    public static MediaType layer(ImageFormat format, Compression compression) {
        return new MediaType(
                format == ImageFormat.OCI
                        ? OCI_LAYER + compression.ociSuffix()
                        : DOCKER_LAYER + compression.dockerSuffix());
    }

    /** How a layer of this type is compressed; empty for types that cannot be read, such as encrypted layers. */
    public Optional<Compression> compression() {
        for (Compression one : Compression.values()) {
            if (name.equals(OCI_LAYER + one.ociSuffix()) || name.equals(DOCKER_LAYER + one.dockerSuffix())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
