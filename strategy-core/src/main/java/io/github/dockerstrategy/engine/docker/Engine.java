package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.oci.Platform;

/**
 * The engine that answered.
 *
 * @param dialect whose commands the CLI speaks
 * @param version its version, for people to read; nothing is decided by it
 * @param storageDriver what keeps the layers, such as {@code overlay2}
 * @param imageStore what keeps the images
 * @param platform what its containers run on
 */
public record Engine(Dialect dialect, String version, String storageDriver, ImageStore imageStore, Platform platform) {

    /** Where CLIs that take the same words differ. */
    public enum Dialect {
        /** docker, and nerdctl, which follows it. */
        DOCKER,
        PODMAN
    }

    /** What keeps images, which decides what a partial archive to load looks like. */
    public enum ImageStore {
        /** The engine's own, by layer chains. */
        GRAPH_DRIVER,
        /** Containerd's, by content. */
        CONTAINERD
    }
}
