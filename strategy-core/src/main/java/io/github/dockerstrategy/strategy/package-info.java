/**
 * The ways to build an image. Each turns a request into a plan, which is data: nothing here builds, writes or runs anything.
 */
@NullMarked
package io.github.dockerstrategy.strategy;

import org.jspecify.annotations.NullMarked;
