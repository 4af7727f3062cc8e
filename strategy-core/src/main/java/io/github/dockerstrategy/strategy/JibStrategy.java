package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.strategy.Step.AssembleImage;
import java.util.ArrayList;
import java.util.List;

/** Built on the host, assembled without a daemon: Jib's way, layers of prebuilt artifacts. */
public final class JibStrategy implements Strategy {

    static final String NAME = "jib";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "build on the host, assemble without a daemon";
    }

    @Override
    public BuildLocation location() {
        return BuildLocation.HOST;
    }

    @Override
    public Assembler assembler() {
        return Assembler.DAEMONLESS;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<Step> steps = new ArrayList<>(HostBuild.steps(request));
        steps.add(AssembleImage.of(request));
        return new BuildPlan(this, steps);
    }
}
