/**
 * The client of a registry: requests, authentication, retries, limits, failures in words. Knows nothing of how an
 * image is made.
 */
@NullMarked
package io.github.dockerstrategy.oci.registry;

import org.jspecify.annotations.NullMarked;
