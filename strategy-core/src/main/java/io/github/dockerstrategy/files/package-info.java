/**
 * Files that survive crashes, and hashes of contents. Files are written whole or not at all, with a checksum where
 * they are read again. Knows nothing of images.
 */
@NullMarked
package io.github.dockerstrategy.files;

import org.jspecify.annotations.NullMarked;
