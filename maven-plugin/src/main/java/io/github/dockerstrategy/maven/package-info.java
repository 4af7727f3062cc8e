/**
 * The goals: each reads its parameters, asks strategy-core for a plan, and has it carried out. Holds no knowledge of images.
 */
@NullMarked
package io.github.dockerstrategy.maven;

import org.jspecify.annotations.NullMarked;
