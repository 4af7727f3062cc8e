package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.setting;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.oci.Descriptor;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.PackedLayer;
import io.github.dockerstrategy.oci.store.ImageArchiveWriter;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a daemon an image: only what it lacks, when it has the last build's. docker's own store takes an archive without the layers that it
 * has on the same layers below; containerd's takes an OCI layout without the blobs that it has.
 *
 * @param daemon the daemon
 * @param archive where to write what is sent
 */
record IncrementalDaemonLoad(Daemon daemon, Path archive) {

    private static final int LINES_QUOTED = 10;

    /** Loads what is missing; tells whether the daemon has the image now: not if it refused, or lacks something that is not at hand. */
    boolean load(Image image, ImageSpec spec, BuiltImage before) throws IOException, InterruptedException {
        boolean containerd = isContainerd();
        List<String> layers = image.layers().stream().map(Descriptor::digest).toList();
        int common = containerd ? 0 : common(image, spec);
        Set<String> there = new HashSet<>();
        if (containerd) {
            before.layers().stream().map(LayerResult::digest).forEach(there::add);
        }
        List<String> missing = layers.subList(common, layers.size()).stream()
                .filter(layer -> !there.contains(layer))
                .toList();
        boolean hasNothing = !containerd && common == 0;
        if (hasNothing || !image.own().keySet().containsAll(missing)) {
            return false;
        }
        Map<String, PackedLayer> sent = new HashMap<>(image.own());
        sent.keySet().retainAll(missing);
        write(new ImageArchiveWriter(image, spec.names(), sent), containerd);
        if (!daemon.load(archive).succeeded()) {
            return false;
        }
        return has(image, spec, containerd);
    }

    /**
     * Loads all of it.
     *
     * @param layers all its layers, by digest
     */
    void loadAll(Image image, ImageSpec spec, Map<String, PackedLayer> layers)
            throws IOException, InterruptedException {
        write(new ImageArchiveWriter(image, spec.names(), layers), isContainerd());
        ProcessResult outcome = daemon.load(archive);
        if (!outcome.succeeded()) {
            throw new ProblemException(Problem.ofEnvironment(
                    "docker-load-failed",
                    "The image " + spec.name() + " was built, but '" + daemon.executable() + " load' failed: "
                            + String.join("\n", outcome.lastLines(LINES_QUOTED)),
                    setting("output", "daemon"),
                    "see that the daemon runs ('" + daemon.executable() + " info'), or build without it: "
                            + setting("output", "tar")));
        }
    }

    private void write(ImageArchiveWriter image, boolean containerd) throws IOException {
        if (containerd) {
            image.writeNamedLayout(archive);
        } else {
            image.writeDocker(archive);
        }
    }

    private boolean has(Image image, ImageSpec spec, boolean containerd) throws InterruptedException {
        String id = containerd ? image.digest() : image.id();
        return daemon.ids(spec).filter(ids -> ids.lines().allMatch(id::equals)).isPresent();
    }

    private boolean isContainerd() throws InterruptedException {
        return daemon.ask("info", "--format", "{{json .DriverStatus}}")
                .filter(status -> status.contains("io.containerd.snapshotter"))
                .isPresent();
    }

    /** How many layers, from the bottom, are those of the image that the daemon has by this name. */
    private int common(Image image, ImageSpec spec) throws IOException, InterruptedException {
        String name =
                spec.names().stream().map(ImageReference::toString).findFirst().orElseThrow();
        Optional<String> json = daemon.ask("image", "inspect", "--format", "{{json .RootFS.Layers}}", name);
        if (json.isEmpty()) {
            return 0;
        }
        List<Object> has = Json.list(Json.read(json.get().getBytes(UTF_8)));
        List<String> wanted = image.diffIds();
        int common = 0;
        while (common < Math.min(has.size(), wanted.size())
                && wanted.get(common).equals(has.get(common))) {
            common++;
        }
        return common;
    }
}
