/**
 * The vocabulary of the OCI specifications: digests, descriptors, media types, manifests, image configs and references.
 * Knows nothing of where images are.
 */
@NullMarked
package io.github.dockerstrategy.oci;

import org.jspecify.annotations.NullMarked;
