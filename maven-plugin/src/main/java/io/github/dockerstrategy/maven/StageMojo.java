package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the image's layers to {@code target/docker-strategy/layers}, one folder each, and {@code layers.json} with their order,
 * owners, modes and times. What builder images run, and what a Dockerfile of your own can copy from.
 */
@Mojo(name = "stage", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, configurator = "docker-strategy")
public class StageMojo extends AbstractImageMojo {

    @Override
    String doing() {
        return "stage the layers of";
    }

    @Override
    boolean stages() {
        return true;
    }

    @Override
    void perform(Image described) {
        BuildRequest request = described.request();
        described
                .run(request)
                .perform(new BuildPlan(
                        described.strategy().name(),
                        List.of(
                                new Step.LayOut(Optional.empty()),
                                new Step.StageLayers(request.layersFolder(), request.layerNames()))));
        described.log().info("Layers: " + request.layersFolder());
    }
}
