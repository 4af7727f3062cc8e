/** The log of a build as Maven prints it. Decides nothing. */
@NullMarked
package io.github.dockerstrategy.maven.log;

import org.jspecify.annotations.NullMarked;
