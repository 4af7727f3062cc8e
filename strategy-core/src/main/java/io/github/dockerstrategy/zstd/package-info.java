/** Decompression of Zstandard (RFC 8878), with nothing but the JDK. */
@NullMarked
package io.github.dockerstrategy.zstd;

import org.jspecify.annotations.NullMarked;
