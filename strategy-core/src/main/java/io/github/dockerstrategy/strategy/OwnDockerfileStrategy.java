package io.github.dockerstrategy.strategy;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.strategy.DockerOptions.OwnDockerfile;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import java.util.List;
import java.util.Optional;

/** The user's own Dockerfile, built as it is: never changed, never parsed. */
public final class OwnDockerfileStrategy implements Strategy {

    static final String NAME = "dockerfile";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "your own Dockerfile, unchanged";
    }

    @Override
    public Optional<String> note(BuildRequest request) {
        return Optional.of("The Dockerfile alone describes the image: " + parameter("from") + ", "
                + parameter("container") + ", " + parameter("run") + ", " + parameter("files") + " and "
                + parameter("extraDirectories") + " are not used.");
    }

    @Override
    public BuildLocation location() {
        return BuildLocation.OWN_DOCKERFILE;
    }

    @Override
    public Assembler assembler() {
        return Assembler.DOCKER;
    }

    @Override
    public BuildPlan plan(BuildRequest request) {
        OwnDockerfile own = request.docker().own();
        return new BuildPlan(
                this,
                List.of(new BuildWithDocker(
                        location().phaseOfDockerBuild(),
                        request.image(),
                        own.file(),
                        own.context(),
                        own.target(),
                        request.builder().secrets(),
                        request.to())));
    }
}
