/**
 * The docker CLI, or podman or nerdctl in its place: finds out what it can do, writes its command lines, runs them, and says
 * in words what went wrong. Does not know what strategy the commands belong to.
 */
@NullMarked
package io.github.dockerstrategy.engine.docker;

import org.jspecify.annotations.NullMarked;
