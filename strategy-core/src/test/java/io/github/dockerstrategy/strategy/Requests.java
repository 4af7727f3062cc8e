package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.testing.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Requests as tests want them, in folders that are not there: a plan touches nothing. */
final class Requests {

    private static final Path BASEDIR = Path.of("/work/shop");
    private static final Path TARGET = BASEDIR.resolve("target");
    private static final Path WORK_FOLDER = TARGET.resolve("docker-strategy");

    private Requests() {}

    /** An image of a module that this run has built. */
    static BuildRequest built(Output output) {
        return of(true, Builder.MAVEN, Images.full("registry.example.com/shop:1.0"), output);
    }

    /** An image of a module that is not built yet. */
    static BuildRequest notBuilt(Output output) {
        return of(false, Builder.MAVEN, Images.full("registry.example.com/shop:1.0"), output);
    }

    /** An image of what commands make. */
    static BuildRequest commands(Output output, String... commands) {
        Builder builder = new Builder(
                List.of(commands),
                Optional.of(BASEDIR.resolve("out/app")),
                Optional.of(new ContainerPath("/usr/local/bin/app")));
        return of(true, builder, Images.full("registry.example.com/shop:1.0"), output);
    }

    static BuildRequest of(ImageSpec image, Output output) {
        return of(true, Builder.MAVEN, image, output);
    }

    private static BuildRequest of(boolean built, Builder builder, ImageSpec image, Output output) {
        ProjectFacts project = new ProjectFacts(
                new Coordinates("com.example", "shop", "1.0"),
                "jar",
                BASEDIR,
                TARGET,
                17,
                built,
                Command.of(BASEDIR, List.of("mvn", "-B", "-pl", "com.example:shop", "-am", "package")));
        return new BuildRequest(project, builder, image, Destination.below(WORK_FOLDER, output), WORK_FOLDER);
    }
}
