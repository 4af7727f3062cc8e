package io.github.dockerstrategy.bench;

/**
 * One run of Maven.
 *
 * @param seconds time in the plugin
 * @param cpuSeconds processor time of Maven's process meanwhile
 * @param wallSeconds time of the whole run of Maven
 * @param peakMegabytes the most memory that the process held at once
 */
record Measurement(
        String project,
        Case what,
        Peer peer,
        int round,
        Traffic traffic,
        double seconds,
        double cpuSeconds,
        double wallSeconds,
        double peakMegabytes) {}
