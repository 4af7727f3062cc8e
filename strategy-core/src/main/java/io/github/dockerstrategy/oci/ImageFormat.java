package io.github.dockerstrategy.oci;

/** The form of an image's manifest and configuration. */
public enum ImageFormat {
    /** Docker image manifest, version 2 schema 2: understood everywhere. */
    DOCKER,
    /** OCI image manifest. */
    OCI
}
