package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.generate.GeneratedFiles;
import io.github.dockerstrategy.generate.GeneratedFolder;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Fails if files that {@code generate} wrote to the {@code eject} folder no longer match the configuration, and prints the
 * command that updates them. Builds nothing, writes nothing.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true, configurator = "docker-strategy")
public class CheckMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "check the Dockerfiles of";
    }

    @Override
    public GoalKind kind() {
        return GoalKind.CHECK;
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        Path ejected = goal.keptFolder()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        "nothing-ejected",
                        "There is nothing to check: no folder for generated files is set.",
                        "<eject>",
                        "set it, as in <eject>src/main/docker</eject>, and write them: mvn docker-strategy:generate")));
        GeneratedFolder folder = new GeneratedFolder(ejected);
        List<String> differences =
                folder.differences(GeneratedFiles.of(goal.strategy().plan(request), request, folder.path()));
        if (!differences.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "ejected-files-differ",
                    "The kept files do not match the configuration:\n    " + String.join("\n    ", differences),
                    folder.path().toString(),
                    "rewrite them: mvn docker-strategy:generate -Ddocker-strategy.strategy="
                            + goal.strategy().name() + " -Ddocker-strategy.eject="
                            + goal.context().parameters().eject()));
        }
        goal.log().filesMatch(folder.path());
    }
}
