/**
 * A Dockerfile as a value, and its text, which every builder reads the same way. Does not read Dockerfiles, and does
 * not know which strategy needs one.
 */
@NullMarked
package io.github.dockerstrategy.dockerfile;

import org.jspecify.annotations.NullMarked;
