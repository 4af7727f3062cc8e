package io.github.dockerstrategy.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured of one strategy.
 *
 * @param strategy its name
 * @param summary what it does
 * @param failure why it did not come to its end; empty if it did
 * @param image the image of its first build
 * @param traits what it needs, makes and leaves
 * @param scenarios its builds
 */
public record StrategyResult(
        String strategy,
        String summary,
        Optional<Failure> failure,
        Optional<ImageFigures> image,
        Traits traits,
        List<Measurement> scenarios) {

    /**
     * A build that failed.
     *
     * @param scenario in which scenario
     * @param message what was said
     */
    public record Failure(String scenario, String message) {}

    /**
     * An image.
     *
     * @param base what it lies on, as the build says
     * @param packed bytes of its layers, compressed
     * @param unpacked bytes of all files in its layers
     * @param layers its layers, bottom first
     * @param user who its containers run as; empty for the superuser
     * @param shell whether there is a shell in it
     * @param sameDigestAgain whether building again gave the same image; empty if it was not tried
     * @param sameDigestFromScratch whether the first build of each repeat gave the same; empty with one repeat
     * @param comparedWith the strategy whose image it is compared with; empty for that one itself
     * @param differences in how many points it differs from that one
     * @param differing the first of them
     */
    public record ImageFigures(
            String base,
            long packed,
            long unpacked,
            List<LayerFigures> layers,
            String user,
            boolean shell,
            Optional<Boolean> sameDigestAgain,
            Optional<Boolean> sameDigestFromScratch,
            Optional<String> comparedWith,
            int differences,
            List<String> differing) {

        public ImageFigures {
            layers = List.copyOf(layers);
            differing = List.copyOf(differing);
        }
    }

    /**
     * A layer.
     *
     * @param name what it holds; empty if not known
     * @param ofBase whether it is the base image's
     * @param packed bytes, compressed
     * @param unpacked bytes of its files
     */
    public record LayerFigures(String name, boolean ofBase, long packed, long unpacked) {}

    /**
     * What a strategy needs, makes and leaves.
     *
     * @param daemon whether it needs docker
     * @param compilesHere whether the application is compiled on this machine
     * @param filesGenerated Dockerfiles and the like that would otherwise be written by hand
     * @param dockerCommands how many docker commands the first build ran
     * @param filesLeft how many files the first build left in the project's folders
     * @param bytesLeft how many bytes those have
     */
    public record Traits(
            boolean daemon,
            boolean compilesHere,
            List<String> filesGenerated,
            int dockerCommands,
            int filesLeft,
            long bytesLeft) {

        public Traits {
            filesGenerated = List.copyOf(filesGenerated);
        }
    }

    /**
     * The builds of one scenario.
     *
     * @param scenario its name
     * @param seconds of the whole command, from start to end; empty if it never came to an end
     * @param split median seconds by part: {@code maven}, {@code prepare}, {@code compile}, {@code image}, {@code compileAndImage}, {@code push}
     * @param pushBytes what a push sends to a registry that has the image of the scenario before
     * @param layers how many layers the image has
     * @param layersReused how many of them the image of the scenario before had
     */
    public record Measurement(
            String scenario,
            Optional<Distribution> seconds,
            Map<String, Double> split,
            Optional<Distribution> pushBytes,
            int layers,
            int layersReused) {

        public Measurement {
            split = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(split));
        }

        /** Whether it is made of that many builds, or more. */
        boolean isOf(int builds) {
            return seconds.map(all -> all.values().size() >= builds).orElse(false);
        }
    }

    public StrategyResult {
        scenarios = List.copyOf(scenarios);
    }

    /** Its builds in the scenario of that name. */
    Optional<Measurement> measurement(String scenario) {
        return scenarios.stream().filter(one -> one.scenario().equals(scenario)).findFirst();
    }

    /** Whether it came to grief in the scenario of that name. */
    boolean failedIn(String scenario) {
        return failure.map(one -> one.scenario().equals(scenario)).orElse(false);
    }
}
