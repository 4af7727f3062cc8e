/**
 * A Dockerfile as a value, and its text, which every builder reads the same way; and the reader of Dockerfiles that others wrote. Does
 * not know which strategy needs one.
 */
@NullMarked
package io.github.dockerstrategy.dockerfile;

import org.jspecify.annotations.NullMarked;
