package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.report.ResultFiles;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Feature;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the image with the chosen strategy.
 *
 * <p>Bound to {@code package}, it uses what the lifecycle has built. In a run that has not built the module
 * ({@code mvn docker-strategy:build}), it first builds the module and the modules it depends on.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true, configurator = "docker-strategy")
public class BuildMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "build the image of";
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        goal.strategy().note(request).ifPresent(goal.log()::strategyNote);
        for (Feature ignored : Feature.ignored(request, goal.strategy())) {
            goal.log()
                    .ignoredParameter(goal.strategy().name(), ignored.mention().marked(), ignored.meaning());
        }
        BuildPlan plan = goal.strategy().plan(request);
        ResultFiles files = new ResultFiles(request.workFolder());
        files.clear(request.to());
        Optional<BuildResult> result = goal.run(request).execute(plan).map(built -> built.because(goal.reason()));
        result.ifPresent(files::write);
    }
}
