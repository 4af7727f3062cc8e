/**
 * The application as an ordered list of layers: which file lies where, with which mode, owner and time. Does not know who will
 * put the layers into an image.
 */
@NullMarked
package io.github.dockerstrategy.layout;

import org.jspecify.annotations.NullMarked;
