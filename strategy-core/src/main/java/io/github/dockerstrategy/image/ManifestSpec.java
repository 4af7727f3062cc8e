package io.github.dockerstrategy.image;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The manifest of an image as it is wanted.
 *
 * @param format the form of the image's documents; without one, the output decides
 * @param annotations its annotations, in the order they were written; only the OCI's format has them
 */
public record ManifestSpec(Optional<ImageFormat> format, Map<String, String> annotations) {

    /** A manifest without annotations, in the usual format of the output. */
    public static final ManifestSpec DEFAULT = new ManifestSpec(Optional.empty(), Map.of());

    public ManifestSpec {
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /** The format for an output. */
    public ImageFormat formatFor(Output output) {
        boolean isOci = output == Output.OCI || !annotations.isEmpty();
        return format.orElse(isOci ? ImageFormat.OCI : ImageFormat.DOCKER);
    }

    /** Adds a problem for each thing that an output cannot hold. */
    public void check(Output output, Problems problems) {
        boolean isArchive = output == Output.TAR;
        if ((isArchive && format.equals(Optional.of(ImageFormat.OCI)))
                || (output == Output.OCI && format.equals(Optional.of(ImageFormat.DOCKER)))) {
            problems.add(Problem.of(
                    "format-of-archive",
                    isArchive
                            ? "A docker archive has no manifest in the OCI format."
                            : "An OCI archive has no manifest in docker's format.",
                    parameter("format") + ", " + setting("output", output.word()),
                    "remove " + parameter("format") + ", or set "
                            + setting("output", isArchive ? Output.OCI.word() : Output.TAR.word())));
        } else if (!annotations.isEmpty() && (isArchive || formatFor(output) == ImageFormat.DOCKER)) {
            problems.add(Problem.of(
                    "annotations-need-oci",
                    isArchive
                            ? "A docker archive has no manifest, so it cannot have annotations."
                            : "A manifest in docker's format has no annotations.",
                    parameter("annotations"),
                    isArchive
                            ? "set " + setting("output", Output.OCI.word()) + " or "
                                    + setting("output", Output.REGISTRY.word()) + ", or use labels"
                            : "set " + setting("format", "oci") + ", or use labels"));
        }
    }
}
