/**
 * The image that is wanted, in the terms of the OCI image specification. Does not know how it will be built.
 */
@NullMarked
package io.github.dockerstrategy.image;

import org.jspecify.annotations.NullMarked;
