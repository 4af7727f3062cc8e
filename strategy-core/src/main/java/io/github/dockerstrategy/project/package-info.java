/**
 * The project whose application goes into the image: what it is, what it was built into, what it depends on. Does not know
 * which build tool that was learnt from.
 */
@NullMarked
package io.github.dockerstrategy.project;

import org.jspecify.annotations.NullMarked;
