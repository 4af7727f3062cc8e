package io.github.dockerstrategy.strategy;

import java.util.ArrayList;
import java.util.List;

/** Built in a builder image of its own, assembled by jib-core: a hermetic build, a reproducible image. */
public final class BuilderJibStrategy implements Strategy {

    @Override
    public String name() {
        return "builder-jib";
    }

    @Override
    public String summary() {
        return "build in a container, assemble the layers without a daemon";
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<Step> steps = new ArrayList<>(BuilderImage.steps(request));
        steps.add(JibStrategy.assemble(request));
        return new BuildPlan(name(), steps);
    }
}
