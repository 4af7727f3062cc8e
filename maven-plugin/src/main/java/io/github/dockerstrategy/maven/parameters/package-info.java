/** The parameters of a goal as one immutable value, and the one reader that makes it. Checks no values: {@code request} does. */
@NullMarked
package io.github.dockerstrategy.maven.parameters;

import org.jspecify.annotations.NullMarked;
