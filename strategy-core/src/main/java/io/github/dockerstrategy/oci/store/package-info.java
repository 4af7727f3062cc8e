/**
 * Verified layers and documents in the cache folder; archives and engines as sources and sinks of images. Knows
 * nothing of applications.
 */
@NullMarked
package io.github.dockerstrategy.oci.store;

import org.jspecify.annotations.NullMarked;
