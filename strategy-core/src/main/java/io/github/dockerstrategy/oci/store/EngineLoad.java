package io.github.dockerstrategy.oci.store;

import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.Image;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.ImageSink;
import io.github.dockerstrategy.oci.Layer;
import io.github.dockerstrategy.oci.LayerSource;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads an image into an engine's store: only what it lacks, if it has an earlier image of the same name. docker's own store accepts an archive
 * without the layers that it has above the same layers, containerd's an OCI image layout without the blobs that it has.
 *
 * @param engine the engine
 * @param names the image's names
 * @param earlier digests of the layers of the last image that was loaded, if the engine still has it
 * @param archive where to write what is loaded
 */
public record EngineLoad(EngineStore engine, List<ImageReference> names, Optional<Set<Digest>> earlier, Path archive)
        implements ImageSink {

    private static final int QUOTED_LINES = 10;

    public EngineLoad {
        names = List.copyOf(names);
        earlier = earlier.map(Set::copyOf);
    }

    @Override
    public void write(Image image, LayerSource layers) throws IOException, InterruptedException {
        boolean isContainerd = engine.isContainerd();
        Set<Digest> known = known(image, isContainerd);
        if (!known.isEmpty()) {
            archive(known, isContainerd).write(image, layers);
            if (engine.load(archive).succeeded() && has(image, isContainerd)) {
                return;
            }
        }
        archive(Set.of(), isContainerd).write(image, layers);
        ProcessResult result = engine.load(archive);
        if (!result.succeeded()) {
            throw failure(result);
        }
    }

    private ImageSink archive(Set<Digest> omitted, boolean isContainerd) {
        return isContainerd ? new OciLayout(archive, names, omitted) : new DockerArchive(archive, names, omitted);
    }

    /** Layers of {@code image} that the engine has. */
    private Set<Digest> known(Image image, boolean isContainerd) throws InterruptedException {
        if (earlier.isEmpty() || isContainerd) {
            return earlier.orElse(Set.of());
        }
        List<Digest> has = engine.diffIds(names.get(0));
        List<Layer> layers = image.layers();
        int common = 0;
        while (common < Math.min(has.size(), layers.size())
                && layers.get(common).diffId().equals(has.get(common))) {
            common++;
        }
        Set<Digest> known = digests(layers.subList(0, common));
        // A layer that occurs again above is needed there.
        known.removeAll(digests(layers.subList(common, layers.size())));
        return known;
    }

    private static Set<Digest> digests(List<Layer> layers) {
        return layers.stream().map(Layer::digest).collect(Collectors.toCollection(HashSet::new));
    }

    private boolean has(Image image, boolean isContainerd) throws InterruptedException {
        String id = (isContainerd ? image.digest() : image.id()).toString();
        return engine.ids(names).filter(ids -> ids.lines().allMatch(id::equals)).isPresent();
    }

    private ProblemException failure(ProcessResult result) {
        String executable = engine.executable();
        return new ProblemException(Problem.ofEnvironment(
                "docker-load-failed",
                "The image " + names.get(0) + " was built, but '" + executable + " load' failed: "
                        + String.join("\n", result.lastLines(QUOTED_LINES)),
                setting("output", "daemon"),
                "see that the daemon runs ('" + executable + " info'), or build without it: "
                        + setting("output", "tar")));
    }
}
