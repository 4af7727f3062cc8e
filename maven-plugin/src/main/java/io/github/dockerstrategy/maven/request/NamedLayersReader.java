package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.NamedLayer;
import io.github.dockerstrategy.layout.NamedLayers;
import io.github.dockerstrategy.maven.AbstractImageMojo;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;

/** {@code <layers>}. */
record NamedLayersReader(AbstractImageMojo mojo) {

    /** @throws ProblemException if one of them is wrong, or there is nothing to divide */
    NamedLayers read(ApplicationKind kind) {
        if (kind == ApplicationKind.ARTIFACT && !mojo.layers.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "bad-layer",
                    "The output of the builder's commands is one layer, which cannot be divided.",
                    "<layers>",
                    "remove <layers>, or let this Maven build make the artifact"));
        }
        return new NamedLayers(mojo.layers.stream()
                .map(layer -> new NamedLayer(
                        AbstractImageMojo.orElse(layer.name, "").strip(), layer.dependencies, layer.paths))
                .toList());
    }
}
