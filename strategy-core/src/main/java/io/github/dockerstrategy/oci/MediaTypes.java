package io.github.dockerstrategy.oci;

/** What the documents and blobs of an image are called, in either format. */
public final class MediaTypes {

    private static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    /** Every kind of manifest and index, for a request's {@code Accept}. */
    public static final String ANY_MANIFEST = String.join(
            ", ",
            OCI_MANIFEST,
            DOCKER_MANIFEST,
            "application/vnd.oci.image.index.v1+json",
            "application/vnd.docker.distribution.manifest.list.v2+json");

    private MediaTypes() {}

    public static String manifest(ImageFormat format) {
        return format == ImageFormat.OCI ? OCI_MANIFEST : DOCKER_MANIFEST;
    }

    public static String configuration(ImageFormat format) {
        return format == ImageFormat.OCI
                ? "application/vnd.oci.image.config.v1+json"
                : "application/vnd.docker.container.image.v1+json";
    }

    public static String layer(ImageFormat format, Compression compression) {
        return format == ImageFormat.OCI ? compression.ociType() : compression.dockerType();
    }
}
