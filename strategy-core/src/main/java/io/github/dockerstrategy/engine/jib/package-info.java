/**
 * Assembles images with jib-core. The only package that knows jib's types; knows no docker command line.
 */
@NullMarked
package io.github.dockerstrategy.engine.jib;

import org.jspecify.annotations.NullMarked;
