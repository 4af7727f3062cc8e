/**
 * A plan as files to read, run and keep: Dockerfiles and a script of docker commands. Does not execute the plan.
 */
@NullMarked
package io.github.dockerstrategy.generate;

import org.jspecify.annotations.NullMarked;
