/** Writes a plugin element, and puts it into the text of a POM that stays as it is otherwise. */
@NullMarked
package io.github.dockerstrategy.maven.migrate.pom;

import org.jspecify.annotations.NullMarked;
