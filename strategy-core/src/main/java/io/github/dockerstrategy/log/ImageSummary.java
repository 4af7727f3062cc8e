package io.github.dockerstrategy.log;

import java.time.Duration;
import java.util.Optional;

/**
 * An image that a build has made.
 *
 * @param name its name with the first tag
 * @param digest digest of its manifest; of its configuration, if only an engine has it
 * @param size bytes of all layers
 * @param layers number of layers
 * @param time how long it took
 * @param pushed whether it was pushed
 * @param next the command to use it with; empty for one in a registry
 */
public record ImageSummary(
        String name, String digest, long size, int layers, Duration time, boolean pushed, Optional<String> next) {}
