package io.github.dockerstrategy.log;

import java.time.Duration;

/**
 * One build of a comparison.
 *
 * @param strategy name of the strategy
 * @param scenario what changed since the build before it
 * @param repeat which repeat of the scenario, counted from 1
 * @param repeats how often each scenario is built
 */
public record MeasuredBuild(String strategy, String scenario, int repeat, int repeats) {

    /**
     * What was measured.
     *
     * @param time how long the build took
     * @param pushBytes bytes that a push of the image sends
     * @param layersReused layers that the image before it has too
     * @param layers layers of the image
     */
    public record Figures(Duration time, long pushBytes, int layersReused, int layers) {}

    /**
     * What is left of the comparison.
     *
     * @param time how long that takes, if it goes on as before
     */
    public record Remaining(int builds, Duration time) {}
}
