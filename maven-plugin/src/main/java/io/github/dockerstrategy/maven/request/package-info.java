/** Parameters and module facts as a {@code BuildRequest}: defaults, checks, and all configuration errors together. Builds nothing. */
@NullMarked
package io.github.dockerstrategy.maven.request;

import org.jspecify.annotations.NullMarked;
