/**
 * Results and plans as files and text. Does not take part in a build.
 */
@NullMarked
package io.github.dockerstrategy.report;

import org.jspecify.annotations.NullMarked;
