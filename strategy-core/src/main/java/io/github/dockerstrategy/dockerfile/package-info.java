/**
 * A Dockerfile as a value: written so that every builder reads it the same way, or read as somebody wrote it. Does not know which strategy
 * needs one.
 */
@NullMarked
package io.github.dockerstrategy.dockerfile;

import org.jspecify.annotations.NullMarked;
