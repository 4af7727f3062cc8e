package io.github.dockerstrategy.engine.oci;

import java.util.Optional;

/** How a layer is compressed; a manifest says so by the layer's media type. */
public enum Compression {
    GZIP("+gzip", ".gzip"),
    NONE("", "");

    private static final String OCI = "application/vnd.oci.image.layer.v1.tar";
    private static final String DOCKER = "application/vnd.docker.image.rootfs.diff.tar";

    private final String oci;
    private final String docker;

    Compression(String oci, String docker) {
        this.oci = oci;
        this.docker = docker;
    }

    /** That of a layer of this media type; empty for what cannot be read here, such as Zstandard or encrypted layers. */
    static Optional<Compression> of(String mediaType) {
        for (Compression one : values()) {
            if (mediaType.equals(one.ociType()) || mediaType.equals(one.dockerType())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** The media type of such a layer in an OCI image. */
    String ociType() {
        return OCI + oci;
    }

    /** The media type of such a layer in a docker image. */
    String dockerType() {
        return DOCKER + docker;
    }
}
