/**
 * The base {@code jlink}: a Java runtime linked for one application, on nothing but the shared libraries it needs, as two layers.
 * Does not know the application's own layers, nor who will put them into an image.
 */
@NullMarked
package io.github.dockerstrategy.jlink;

import org.jspecify.annotations.NullMarked;
