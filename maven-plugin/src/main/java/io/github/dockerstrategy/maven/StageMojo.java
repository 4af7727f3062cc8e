package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Step;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the image's layers to {@code target/docker-strategy/layers}, one folder each, and {@code layers.json} with their order,
 * owners, modes and times. Builder images run this goal, and your own Dockerfile can copy from the folders.
 */
@Mojo(name = "stage", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, configurator = "docker-strategy")
public class StageMojo extends AbstractImageMojo {

    /**
     * Set by this plugin in the builder image of the strategy {@code builder-pattern}: {@code archives} writes each layer as
     * {@code NAME.tar} for a Dockerfile to {@code ADD}, instead of {@code folders} and an index.
     */
    @Parameter(property = "docker-strategy.stageAs", defaultValue = "folders")
    String stageAs;

    @Override
    protected String doing() {
        return "stage the layers of";
    }

    @Override
    public GoalKind kind() {
        return GoalKind.STAGE;
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        goal.run(request)
                .execute(new BuildPlan(goal.strategy(), List.of(new Step.LayOut(Optional.empty()), staging(request))));
        goal.log().wroteLayers(request.layersFolder());
    }

    private Step staging(BuildRequest request) {
        return switch (stageAs) {
            case "folders" -> new Step.StageLayers(request.layersFolder(), request.layerNames());
            case "archives" -> new Step.ArchiveLayers(request.layerNames(), request.appRoot(), request.layersFolder());
            default ->
                throw new ProblemException(Problem.of(
                        "invalid-stage-format",
                        "'" + stageAs + "' is not a format of staged layers.",
                        "-Ddocker-strategy.stageAs",
                        Suggestion.among(stageAs, List.of("folders", "archives"))));
        };
    }
}
