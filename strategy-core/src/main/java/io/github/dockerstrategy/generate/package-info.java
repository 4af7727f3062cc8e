/**
 * A plan as files that a person can read, run and keep: Dockerfiles, and a script that does with plain docker commands what the
 * plugin does. Not the plan's execution.
 */
@NullMarked
package io.github.dockerstrategy.generate;

import org.jspecify.annotations.NullMarked;
