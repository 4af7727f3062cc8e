/**
 * The docker CLI, or podman or nerdctl in its place: probes it, writes and runs its commands, and explains its
 * errors. Does not know which strategy the commands belong to.
 */
@NullMarked
package io.github.dockerstrategy.engine.docker;

import org.jspecify.annotations.NullMarked;
