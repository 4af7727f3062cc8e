/**
 * Request, plan, steps, and one class for each strategy. A plan is data: nothing here builds, writes or runs
 * anything.
 */
@NullMarked
package io.github.dockerstrategy.strategy;

import org.jspecify.annotations.NullMarked;
