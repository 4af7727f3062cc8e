/**
 * Builds a module with several strategies in scratch copies and reports side by side. Does not know how a build is
 * started.
 */
@NullMarked
package io.github.dockerstrategy.compare;

import org.jspecify.annotations.NullMarked;
