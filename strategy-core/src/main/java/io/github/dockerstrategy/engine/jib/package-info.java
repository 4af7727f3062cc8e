/**
 * What jib-core does, through its public API. The only package that knows jib's types.
 */
@NullMarked
package io.github.dockerstrategy.engine.jib;

import org.jspecify.annotations.NullMarked;
