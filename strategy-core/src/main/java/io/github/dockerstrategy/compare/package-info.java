/**
 * Builds a module with several strategies in scratch copies, and sets side by side what came of it. Does not know how a build is
 * started.
 */
@NullMarked
package io.github.dockerstrategy.compare;

import org.jspecify.annotations.NullMarked;
