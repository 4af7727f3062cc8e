package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.NamedLayer;
import io.github.dockerstrategy.layout.NamedLayers;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.Objects;

/** {@code <layers>}. */
record NamedLayersReader(GoalContext goal) {

    /** @throws ProblemException if one of them is wrong, or there is nothing to divide */
    NamedLayers read(ApplicationKind kind) {
        if (kind == ApplicationKind.ARTIFACT && !goal.parameters().layers().isEmpty()) {
            throw new ProblemException(Problem.of(
                    "bad-layer",
                    "The output of the builder's commands is one layer, which cannot be divided.",
                    "<layers>",
                    "remove <layers>, or let this Maven build make the artifact"));
        }
        return new NamedLayers(goal.parameters().layers().stream()
                .map(layer -> new NamedLayer(
                        Objects.requireNonNullElse(layer.name, "").strip(), layer.dependencies, layer.paths))
                .toList());
    }
}
