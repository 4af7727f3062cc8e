/** Maven builds in their own processes, and how the properties of this run reach them. Starts no process itself. */
@NullMarked
package io.github.dockerstrategy.maven.child;

import org.jspecify.annotations.NullMarked;
