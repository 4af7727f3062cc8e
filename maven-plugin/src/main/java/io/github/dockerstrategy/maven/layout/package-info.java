/** The built module as layers. Neither plans nor builds. */
@NullMarked
package io.github.dockerstrategy.maven.layout;

import org.jspecify.annotations.NullMarked;
