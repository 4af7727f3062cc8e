/** The plugins that build images, and what becomes of each element of their configuration. */
@NullMarked
package io.github.dockerstrategy.maven.migrate.source;

import org.jspecify.annotations.NullMarked;
