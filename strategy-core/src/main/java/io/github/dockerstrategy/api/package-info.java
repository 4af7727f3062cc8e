/**
 * The API of this library: {@link io.github.dockerstrategy.api.JavaImage} describes an image and builds it.
 *
 * <p>The API is this package and the types of other packages that its signatures name, such as
 * {@link io.github.dockerstrategy.report.BuildResult}, {@link io.github.dockerstrategy.log.LogSink} and
 * {@link io.github.dockerstrategy.problem.ProblemException}. Everything else is internal and may change in any release.
 */
@NullMarked
package io.github.dockerstrategy.api;

import org.jspecify.annotations.NullMarked;
