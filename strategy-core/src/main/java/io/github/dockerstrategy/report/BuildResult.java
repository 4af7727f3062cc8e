package io.github.dockerstrategy.report;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.log.ImageSummary;
import io.github.dockerstrategy.strategy.Phase;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a build has made: the content of {@code result.json}.
 *
 * @param strategy name of the strategy
 * @param image name of the image, with its first tag
 * @param tags all tags
 * @param base what it was laid upon, with its digest where that is known; empty where only the project's own Dockerfile says it
 * @param imageId digest of the image's configuration
 * @param imageDigest digest of the image's manifest; empty for an image that only a daemon without one has
 * @param layers layers above and below, bottom first
 * @param size bytes of all layers: compressed, or as the daemon counts them
 * @param output where it went
 * @param file the archive, if it went into one
 * @param platforms what it runs on
 * @param seconds seconds of each step, by title
 * @param phases seconds of each {@link Phase}, by its key; empty if an older version of this plugin wrote it
 * @param pushed whether a registry has it
 * @param reason why this strategy, where it was chosen automatically
 */
public record BuildResult(
        String strategy,
        String image,
        List<String> tags,
        String base,
        String imageId,
        String imageDigest,
        List<LayerResult> layers,
        long size,
        String output,
        Optional<String> file,
        List<String> platforms,
        Map<String, Double> seconds,
        Map<String, Double> phases,
        boolean pushed,
        Optional<String> reason) {

    /** More are published by docker, under numbers of its choice. */
    private static final int MOST_PUBLISHED = 4;

    /**
     * One layer of the image.
     *
     * @param name its name; empty for a layer of the base
     * @param digest digest of the compressed layer; for an image in a daemon, of the uncompressed one
     * @param size compressed size in bytes; {@value #UNKNOWN} if only a daemon knows it
     */
    public record LayerResult(String name, String digest, long size) {

        /** The size of a layer of which a daemon only tells the digest. */
        public static final long UNKNOWN = -1;
    }

    public BuildResult {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
        platforms = List.copyOf(platforms);
        seconds = Collections.unmodifiableMap(new LinkedHashMap<>(seconds));
        phases = phases == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /**
     * The same, of a strategy that was chosen automatically.
     *
     * @param why the reason; empty if the strategy was configured
     * @return the result with that reason
     */
    public BuildResult because(Optional<String> why) {
        return new BuildResult(
                strategy,
                image,
                tags,
                base,
                imageId,
                imageDigest,
                layers,
                size,
                output,
                file,
                platforms,
                seconds,
                phases,
                pushed,
                why);
    }

    /**
     * The image as the log shows it.
     *
     * @param ports ports that the application listens on, such as {@code 8080/tcp}; the command to run the image publishes them
     * @return name, digest, size and time of the image
     */
    public ImageSummary summary(Collection<String> ports) {
        double total =
                seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return new ImageSummary(
                image,
                imageDigest.isEmpty() ? imageId : imageDigest,
                size,
                layers.size(),
                Duration.ofMillis(Math.round(total * 1e3)),
                pushed,
                next("docker run --rm " + published(ports) + image));
    }

    private static String published(Collection<String> ports) {
        return ports.size() > MOST_PUBLISHED
                ? "-P "
                : ports.stream()
                        .map(port -> "-p " + port.split("/", -1)[0] + ":" + port.replace("/tcp", "") + " ")
                        .collect(Collectors.joining());
    }

    /** The command to use the image with. */
    private Optional<String> next(String run) {
        if (output.equals(Output.TAR.word()) && file.isPresent()) {
            return Optional.of("docker load -i " + file.get() + " && " + run);
        }
        if (output.equals(Output.OCI.word()) && file.isPresent()) {
            return Optional.of("skopeo copy oci-archive:" + file.get() + " docker://" + image);
        }
        return output.equals(Output.DAEMON.word()) ? Optional.of(run) : Optional.empty();
    }
}
