/**
 * What happens during a build, as events. How they are shown is the front end's choice.
 */
@NullMarked
package io.github.dockerstrategy.log;

import org.jspecify.annotations.NullMarked;
