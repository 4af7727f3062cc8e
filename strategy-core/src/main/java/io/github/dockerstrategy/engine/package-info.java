/**
 * Executes plans, step by step. Does not decide what is in them.
 */
@NullMarked
package io.github.dockerstrategy.engine;

import org.jspecify.annotations.NullMarked;
