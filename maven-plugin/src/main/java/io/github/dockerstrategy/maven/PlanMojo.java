package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.report.PlanText;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints what {@code build} would do: the image, its layers, its target, and every step. Builds nothing, writes nothing, starts
 * nothing. To see the layers, build the module in the same run: {@code mvn package docker-strategy:plan}.
 */
@Mojo(name = "plan", threadSafe = true, configurator = "docker-strategy")
public class PlanMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "plan the image of";
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        Optional<Layout> layout =
                request.project().built() ? Optional.of(goal.layout(request).applicationLayers()) : Optional.empty();
        goal.log().result(PlanText.of(goal.strategy().plan(request), request, layout));
    }
}
