/**
 * The description of the requested image. Does not know how it will be built.
 */
@NullMarked
package io.github.dockerstrategy.image;

import org.jspecify.annotations.NullMarked;
