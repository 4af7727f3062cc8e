/**
 * The events of a build, and the words in which a console shows them. Nothing here causes an event.
 */
@NullMarked
package io.github.dockerstrategy.log;

import org.jspecify.annotations.NullMarked;
