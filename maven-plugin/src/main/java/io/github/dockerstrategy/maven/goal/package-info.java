/** What each goal does: it asks the core for a plan, or executes one. Reads no parameters itself. */
@NullMarked
package io.github.dockerstrategy.maven.goal;

import org.jspecify.annotations.NullMarked;
