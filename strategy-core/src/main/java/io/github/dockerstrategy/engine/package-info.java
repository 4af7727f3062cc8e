/**
 * Executes plans. Does not decide what is in them.
 */
@NullMarked
package io.github.dockerstrategy.engine;

import org.jspecify.annotations.NullMarked;
