/**
 * Decompression of Zstandard (RFC 8878) with only the JDK. Knows nothing of images.
 */
@NullMarked
package io.github.dockerstrategy.zstd;

import org.jspecify.annotations.NullMarked;
