package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.request.ExecutionFolder;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.report.ResultFiles;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Strategies;
import io.github.dockerstrategy.strategy.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Pushes the image that {@code build} has built, without building it again. Images assembled by the plugin are pushed from the
 * same layers on the same base image, with the same digest; images built by docker are pushed from the daemon. An image that
 * {@code build} has pushed is not pushed again.
 */
@Mojo(name = "push", defaultPhase = LifecyclePhase.DEPLOY, threadSafe = true, configurator = "docker-strategy")
public class PushMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "push the image of";
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        ResultFiles files = new ResultFiles(request.workFolder());
        BuildResult built = files.read().orElseThrow(() -> nothingBuilt(files, goal.context()));
        if (built.pushed()) {
            goal.log().alreadyPushed(built.image(), built.imageDigest());
            return;
        }
        ImageSpec image = request.image()
                .withBase(BaseReference.parse(built.base(), request.project().basedir(), "result.json"));
        BuildRequest push = request.with(image, new Destination(Output.REGISTRY, Optional.empty()));
        goal.run(push).execute(plan(built, push, goal.context().strategies())).ifPresent(pushed -> {
            check(built, pushed);
            files.write(pushed.because(built.reason()));
        });
    }

    private static ProblemException nothingBuilt(ResultFiles files, GoalContext goal) {
        List<String> others = ExecutionFolder.withResult(goal.project());
        return new ProblemException(Problem.of(
                "nothing-built",
                "There is nothing to push: no image was built"
                        + (others.isEmpty()
                                ? "."
                                : " here. Executions that built one: " + String.join(", ", others) + "."),
                files.folder().resolve("result.json").toString(),
                others.isEmpty()
                        ? "build it first: mvn docker-strategy:build docker-strategy:push"
                        : "name the execution: mvn"
                                + others.stream()
                                        .map(id -> " docker-strategy:push@" + id)
                                        .collect(Collectors.joining())));
    }

    private static BuildPlan plan(BuildResult built, BuildRequest push, Strategies strategies) {
        Strategy strategy = strategies.named(built.strategy());
        ImageFormat format = push.image().manifest().formatFor(Output.parse(built.output(), "result.json"));
        return new BuildPlan(strategy, strategy.assembler().push(push, built.imageId(), format));
    }

    /** What is pushed must be what was built; files below target/ may have been touched in between. */
    private static void check(BuildResult built, BuildResult pushed) {
        if (!built.imageDigest().isEmpty() && !built.imageDigest().equals(pushed.imageDigest())) {
            throw new ProblemException(Problem.of(
                    "changed-since-build",
                    "What was pushed (" + pushed.imageDigest() + ") is not what was built (" + built.imageDigest()
                            + "): files or parameters changed after the build.",
                    "target/docker-strategy",
                    "build and push in one run: mvn package docker-strategy:build docker-strategy:push"));
        }
    }
}
