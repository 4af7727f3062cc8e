/** What the goal help says. */
@NullMarked
package io.github.dockerstrategy.maven.help;

import org.jspecify.annotations.NullMarked;
