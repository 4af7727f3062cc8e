/**
 * Starts programs, redacts their command lines and cleans up after them. Does not know what the programs are for.
 */
@NullMarked
package io.github.dockerstrategy.process;

import org.jspecify.annotations.NullMarked;
