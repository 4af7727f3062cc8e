/**
 * A Dockerfile as a value: stages and instructions in, the file's text out, in a form that every builder reads the same way.
 * Does not read Dockerfiles, and does not know which strategy wants one.
 */
@NullMarked
package io.github.dockerstrategy.dockerfile;

import org.jspecify.annotations.NullMarked;
