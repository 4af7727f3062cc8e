/**
 * Externalizes a multi-stage Dockerfile: the application is built on the host, and the Dockerfile copies what was built. Reads and writes no
 * file.
 */
@NullMarked
package io.github.dockerstrategy.externalize;

import org.jspecify.annotations.NullMarked;
