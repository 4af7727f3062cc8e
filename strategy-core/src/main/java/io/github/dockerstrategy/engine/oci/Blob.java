package io.github.dockerstrategy.engine.oci;

/**
 * Something that an image is made of.
 *
 * @param digest {@code sha256:…} of its bytes
 * @param size how many there are
 */
public record Blob(String digest, long size) {}
