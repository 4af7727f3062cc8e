package io.github.dockerstrategy.compare;

import java.util.List;
import java.util.Map;

/**
 * One build that was measured.
 *
 * @param scenario in which scenario
 * @param seconds from start to end
 * @param split seconds by part
 * @param base what the image lies on, as the build says
 * @param image the image
 * @param before the images of the scenarios before, the last one last
 */
record MeasuredRun(
        Scenario scenario,
        double seconds,
        Map<String, Double> split,
        String base,
        ImageContents image,
        List<ImageContents> before) {

    MeasuredRun {
        split = Map.copyOf(split);
        before = List.copyOf(before);
    }

    long pushBytes() {
        return image.pushBytes(before);
    }

    int layersReused() {
        return before.isEmpty() ? 0 : image.sharedWith(before.get(before.size() - 1));
    }
}
