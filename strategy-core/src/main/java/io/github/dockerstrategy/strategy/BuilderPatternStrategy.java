package io.github.dockerstrategy.strategy;

import java.util.ArrayList;
import java.util.List;

/** Built in a builder image of its own, taken out of it, assembled by docker: the Builder Pattern without its leftovers. */
public final class BuilderPatternStrategy implements Strategy {

    @Override
    public String name() {
        return "builder-pattern";
    }

    @Override
    public String summary() {
        return "two Dockerfiles: build in one image, take the artifact out, copy it into the other";
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<Step> steps = new ArrayList<>(BuilderImage.steps(request));
        steps.addAll(CopyLocalStrategy.assemble(request));
        return new BuildPlan(name(), steps);
    }
}
