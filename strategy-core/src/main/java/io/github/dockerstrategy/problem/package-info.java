/**
 * What can go wrong, in words for the person who has to put it right. Knows no strategy and no engine.
 */
@NullMarked
package io.github.dockerstrategy.problem;

import org.jspecify.annotations.NullMarked;
