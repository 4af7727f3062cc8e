/** The reactor as Maven knows it: its modules, their POMs and folders. Knows no parameters. */
@NullMarked
package io.github.dockerstrategy.maven.reactor;

import org.jspecify.annotations.NullMarked;
