/**
 * Runs programs on this machine: the only place that starts a process. Does not know what the programs are for.
 */
@NullMarked
package io.github.dockerstrategy.process;

import org.jspecify.annotations.NullMarked;
