/**
 * Blobs and documents in the cache folder, verified when they are read, and image archives. Knows nothing of
 * applications.
 */
@NullMarked
package io.github.dockerstrategy.oci.store;

import org.jspecify.annotations.NullMarked;
