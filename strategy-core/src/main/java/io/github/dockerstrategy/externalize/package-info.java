/**
 * A multi-stage Dockerfile turned over: the application is built on the host, and the Dockerfile copies what was built. Reads and writes no
 * file.
 */
@NullMarked
package io.github.dockerstrategy.externalize;

import org.jspecify.annotations.NullMarked;
