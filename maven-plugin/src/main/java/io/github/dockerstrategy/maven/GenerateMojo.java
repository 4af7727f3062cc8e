package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.generate.BakeFile;
import io.github.dockerstrategy.generate.GeneratedFiles;
import io.github.dockerstrategy.generate.GeneratedFolder;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.maven.parameters.GoalKind;
import io.github.dockerstrategy.maven.reactor.ReactorBakeFile;
import io.github.dockerstrategy.strategy.BuildPlan;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Writes the Dockerfiles of the strategy, their context, and {@code build.sh}, the plain docker commands for what {@code build}
 * does, to {@code target/docker-strategy/docker}. With {@code -Ddocker-strategy.eject=DIR} the Dockerfiles and the script go to
 * that folder, to be kept; {@code check} then verifies that they match. {@code target/docker-strategy/docker-bake.json} of the reactor's
 * root has all images that are one docker build, for {@code docker buildx bake}. Does not call docker.
 */
@Mojo(
        name = "generate",
        defaultPhase = LifecyclePhase.PREPARE_PACKAGE,
        threadSafe = true,
        configurator = "docker-strategy")
public class GenerateMojo extends AbstractImageMojo {

    @Override
    protected String doing() {
        return "generate the Dockerfiles of";
    }

    @Override
    public GoalKind kind() {
        return GoalKind.GENERATE;
    }

    @Override
    protected void perform(ImageGoal goal) {
        BuildRequest request = goal.request();
        BuildPlan plan = goal.strategy().plan(request);
        if (goal.context().parameters().stageOnly() != null) {
            // The script's call: its Dockerfiles are written, and options that were typed then are in them.
            goal.run(request).execute(plan.context(isThere(request)));
            return;
        }
        GeneratedFolder folder = new GeneratedFolder(goal.keptFolder().orElse(request.dockerFolder()));
        GeneratedFiles files = GeneratedFiles.of(plan, request, folder.path());
        folder.write(files);
        goal.log().wroteFiles(folder.path(), List.copyOf(files.texts().keySet()));
        if (goal.keptFolder().isEmpty()) {
            goal.run(request).execute(plan.context(isThere(request)));
            // The script has it written when it needs it.
            delete(request.hiddenProperties());
            ReactorBakeFile.of(
                            goal.context().session(),
                            goal.context().execution().getMojoDescriptor().getPluginDescriptor())
                    .add(bakeTarget(goal.context()), plan, request)
                    .ifPresent(file -> goal.log().wroteFiles(file.resolveSibling(""), List.of(BakeFile.NAME)));
        }
        goal.log().wroteBuildScript(folder.path().resolve("build.sh"));
    }

    private static String bakeTarget(GoalContext context) {
        String id = context.execution().getExecutionId();
        String module = context.project().getArtifactId();
        return id == null || id.startsWith("default") ? module : module + "-" + id;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + file, e);
        }
    }

    private static boolean isThere(BuildRequest request) {
        return request.builder()
                .artifact()
                .map(Files::exists)
                .orElse(request.project().built());
    }
}
