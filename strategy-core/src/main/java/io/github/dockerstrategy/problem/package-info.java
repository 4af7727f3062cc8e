/**
 * Errors as data, in words for the person who has to fix them. Knows no strategy and no engine.
 */
@NullMarked
package io.github.dockerstrategy.problem;

import org.jspecify.annotations.NullMarked;
