/**
 * Assembles images without a daemon: resolves the base image, packs layers, composes and delivers the image. Knows no
 * docker command line beyond loading an image.
 */
@NullMarked
package io.github.dockerstrategy.engine.assembly;

import org.jspecify.annotations.NullMarked;
