/** The goal {@code compare}: what is compared in this module, and builds in scratch copies. The core measures and reports. */
@NullMarked
package io.github.dockerstrategy.maven.compare;

import org.jspecify.annotations.NullMarked;
