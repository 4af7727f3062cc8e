/**
 * The events of a build, and their wording on a console. Nothing here causes an event.
 */
@NullMarked
package io.github.dockerstrategy.log;

import org.jspecify.annotations.NullMarked;
