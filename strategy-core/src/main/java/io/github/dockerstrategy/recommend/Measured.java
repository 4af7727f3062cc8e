package io.github.dockerstrategy.recommend;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the last comparison has measured, as far as a choice depends on it.
 *
 * @param figures by strategy; only strategies that were measured without a failure
 */
public record Measured(Map<String, Figures> figures) {

    /**
     * After one class was changed.
     *
     * @param seconds median time of a build
     * @param bytes median of what a push sends
     */
    public record Figures(double seconds, long bytes) {}

    public Measured {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }
}
