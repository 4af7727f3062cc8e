/**
 * The application as an ordered list of layers, with path, mode, owner and time of each file. Does not know what
 * assembles the image.
 */
@NullMarked
package io.github.dockerstrategy.layout;

import org.jspecify.annotations.NullMarked;
