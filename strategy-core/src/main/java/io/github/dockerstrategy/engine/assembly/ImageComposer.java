package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.oci.Compression;
import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ExecutionParameters;
import io.github.dockerstrategy.oci.HistoryEntry;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.Layer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Composes an image of a base image, layers and a description. What the description does not set is inherited. Environment and labels
 * keep the base image's order; those of the description replace their values in place, or follow in its order.
 *
 * @param spec the description
 * @param format the form of the image's documents, where the base image allows it
 * @param base the base image
 * @param tool the name and version of this plugin, for the history
 */
record ImageComposer(ImageSpec spec, ImageFormat format, Image base, String tool) {

    /** docker's format has no layers in Zstandard: on a base image with one, the image is in the OCI's. */
    ImageComposer {
        boolean hasZstd = base.layers().stream().anyMatch(layer -> layer.compression() == Compression.ZSTD);
        format = hasZstd ? ImageFormat.OCI : format;
    }

    /**
     * The image with its layers.
     *
     * @param names of the layers, for the history
     * @param added the layers above the base image's
     */
    Image compose(List<String> names, List<Layer> added) {
        List<Layer> layers = new ArrayList<>(base.layers());
        layers.addAll(added);
        List<Digest> diffIds = layers.stream().map(Layer::diffId).toList();
        return Image.of(
                format,
                base.config().derive(spec.created(), parameters(), diffIds, history(names)),
                layers,
                format == ImageFormat.OCI ? annotations() : Map.of());
    }

    /** Those of the description, and those by which the specification lets the base image be found. */
    private Map<String, String> annotations() {
        Map<String, String> all = new LinkedHashMap<>();
        if (spec.from() instanceof BaseReference.Registry from) {
            all.put("org.opencontainers.image.base.name", from.name().fullName());
            all.put("org.opencontainers.image.base.digest", base.digest().toString());
        }
        all.putAll(spec.manifest().annotations());
        return all;
    }

    private ExecutionParameters parameters() {
        ContainerConfig config = spec.config();
        ExecutionParameters all = base.config()
                .parameters()
                .inherited()
                .withVariables(config.environment())
                .withLabels(config.labels())
                .withExposedPorts(config.ports().stream().map(Port::toString).toList())
                .withVolumes(config.volumes().stream().map(ContainerPath::value).toList());
        if (config.entrypoint().isPresent() || config.cmd().isPresent()) {
            all = all.withProgram(
                    config.entrypoint().orElse(all.entrypoint()), config.cmd().orElse(List.of()));
        }
        if (config.user().isPresent()) {
            all = all.withUser(config.user().get());
        }
        if (config.workingDirectory().isPresent()) {
            all = all.withWorkingDirectory(config.workingDirectory().get().value());
        }
        return config.healthCheck().isPresent()
                ? withHealthCheck(all, config.healthCheck().get())
                : all;
    }

    /** As docker writes a {@code HEALTHCHECK}: nothing of the base image's remains. */
    private static ExecutionParameters withHealthCheck(ExecutionParameters parameters, HealthCheck check) {
        List<String> test = new ArrayList<>(List.of(check.shell() ? "CMD-SHELL" : "CMD"));
        test.addAll(check.command());
        Map<String, Duration> durations = new HashMap<>();
        check.interval().ifPresent(time -> durations.put("Interval", time));
        check.timeout().ifPresent(time -> durations.put("Timeout", time));
        check.startPeriod().ifPresent(time -> durations.put("StartPeriod", time));
        return parameters.withHealthCheck(test, durations, check.retries());
    }

    private List<HistoryEntry> history(List<String> names) {
        Optional<String> created = Optional.of(spec.created().toString());
        List<HistoryEntry> all = new ArrayList<>(base.config().history());
        long described = all.stream().filter(entry -> !entry.emptyLayer()).count();
        for (long i = described; i < base.layers().size(); i++) {
            all.add(new HistoryEntry(
                    created,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("layer of the base image, which has no history of it"),
                    false));
        }
        for (String name : names) {
            all.add(new HistoryEntry(
                    created, Optional.of(AssemblyEngine.TOOL), Optional.of(tool), Optional.of(name), false));
        }
        return all;
    }
}
