/**
 * Images as the documents and blobs that the OCI's specifications describe, the cache of packed layers, and registries, all with
 * little more than the JDK has: what is done in most builds has to load fast. Knows neither jib nor a docker command line.
 */
@NullMarked
package io.github.dockerstrategy.engine.oci;

import org.jspecify.annotations.NullMarked;
