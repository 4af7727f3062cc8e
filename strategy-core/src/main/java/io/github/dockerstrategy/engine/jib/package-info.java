/**
 * Assembles images as Jib does, without a daemon. The only package that knows jib's types; knows no docker command line.
 */
@NullMarked
package io.github.dockerstrategy.engine.jib;

import org.jspecify.annotations.NullMarked;
