package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the launcher of Vert.x starts: it looks for its name in the manifest of the jar that it is started from. An image of classes in
 * folders has no such manifest.
 *
 * @param goal the goal
 */
public record MainVerticle(GoalContext goal) {

    private static final String LAUNCHER = "io.vertx.core.Launcher";
    private static final String VERTICLE = "Main-Verticle";

    /** The launcher's arguments; none where something else is started. */
    public List<String> arguments() {
        return find().filter(verticle -> isLauncherStarted())
                .map(verticle -> List.of("run", verticle))
                .orElse(List.of());
    }

    private boolean isLauncherStarted() {
        return Optional.ofNullable(goal.parameters().container().mainClass)
                .or(new Module(goal)::mainClass)
                .filter(LAUNCHER::equals)
                .isPresent();
    }

    private Optional<String> find() {
        return Stream.concat(
                        ConfiguredExecution.of(goal.project(), ModuleArtifact.SHADE, "shade", "").stream()
                                .flatMap(shade -> shade.each("transformers"))
                                .map(transformer -> transformer.text("manifestEntries", VERTICLE)),
                        ConfiguredExecution.of(goal.project(), DeclaredMainClass.JAR, "jar", "default-jar").stream()
                                .map(jar -> jar.text("archive", "manifestEntries", VERTICLE)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
