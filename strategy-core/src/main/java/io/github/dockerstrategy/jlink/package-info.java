/**
 * A Java runtime linked for one application, as two layers. Does not know the application's own layers, nor what
 * assembles the image.
 */
@NullMarked
package io.github.dockerstrategy.jlink;

import org.jspecify.annotations.NullMarked;
