package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.problem.Problems;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.Map;
import java.util.Optional;

/** Reads format and annotations of the manifest. */
final class ManifestReader {

    private ManifestReader() {}

    /**
     * The manifest as it is wanted.
     *
     * @param problems gets what is wrong with the annotations
     */
    static ManifestSpec read(GoalContext goal, Problems problems) {
        goal.parameters()
                .annotations()
                .forEach((name, value) -> problems.collect(() -> {
                    String where = "<annotations><" + name + ">";
                    if (value != null) {
                        UnsetProperty.refuse(value, where);
                    }
                    return where;
                }));
        Map<String, String> annotations = new NamedValues("<annotations>", "an annotation", problems)
                .on(Map.of(), goal.parameters().annotations());
        return new ManifestSpec(
                Optional.ofNullable(goal.parameters().format()).map(text -> ImageFormat.parse(text, "<format>")),
                annotations);
    }
}
