package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
import java.util.ArrayList;
import java.util.List;

/** Built on this machine, assembled as Jib does: layers of prebuilt artifacts, no daemon. */
public final class JibStrategy implements Strategy {

    @Override
    public String name() {
        return "jib";
    }

    @Override
    public String summary() {
        return "build on the host, assemble without a daemon";
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        List<Step> steps = new ArrayList<>(HostBuild.steps(request));
        steps.add(assemble(request));
        return new BuildPlan(name(), steps);
    }

    /** The step from layers to an image, for every strategy that needs no docker for it. */
    static Step assemble(BuildRequest request) {
        ImageFormat format = request.to().output() == Output.OCI ? ImageFormat.OCI : ImageFormat.DOCKER;
        return new AssembleWithJib(request.image(), format, request.to());
    }
}
