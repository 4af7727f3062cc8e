/**
 * The vocabulary of the OCI specifications: digest, descriptor, manifest, index, config, layer, image. Knows nothing
 * of where images are.
 */
@NullMarked
package io.github.dockerstrategy.oci;

import org.jspecify.annotations.NullMarked;
