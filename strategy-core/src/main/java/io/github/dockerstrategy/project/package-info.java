/**
 * The module, its builder and its dependencies. Does not know which build tool they come from.
 */
@NullMarked
package io.github.dockerstrategy.project;

import org.jspecify.annotations.NullMarked;
