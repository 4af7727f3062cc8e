package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.layout.NamedLayers;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.ProjectFacts;
import io.github.dockerstrategy.project.UserProperties;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Plans;
import java.nio.file.Path;
import java.util.List;

/** Requests as tests want them, in folders that are not there: a plan touches nothing. */
public final class Requests {

    private static final Path ROOT = Path.of("/projects");
    private static final Path BASEDIR = ROOT.resolve("shop");
    private static final Path TARGET = BASEDIR.resolve("target");
    private static final Path WORK_FOLDER = TARGET.resolve("docker-strategy");

    private Requests() {}

    /** An image of a module that this run has built. */
    public static BuildRequest built(Output output) {
        return of(true, Plans.MAVEN, ApplicationKind.EXPLODED, image(), output, Plans.NO_DOCKER_OPTIONS);
    }

    /** An image of a module that is not built yet. */
    public static BuildRequest notBuilt(Output output) {
        return of(false, Plans.MAVEN, ApplicationKind.EXPLODED, image(), output, Plans.NO_DOCKER_OPTIONS);
    }

    /** An image of a kind of application that is not built yet, on a base. */
    public static BuildRequest of(ApplicationKind kind, BaseReference base) {
        return of(false, Plans.MAVEN, kind, image().withBase(base), Output.DAEMON, Plans.NO_DOCKER_OPTIONS);
    }

    /** An image with layers that the user has named. */
    public static BuildRequest with(NamedLayers layers) {
        BuildRequest plain = of(ApplicationKind.EXPLODED, image().from());
        return new BuildRequest(
                plain.project(),
                plain.builder(),
                plain.kind(),
                plain.split().with(layers),
                plain.appRoot(),
                plain.image(),
                plain.to(),
                plain.docker(),
                plain.workFolder(),
                plain.filesModified());
    }

    /** An image of what commands make. */
    public static BuildRequest commands(Output output, String... commands) {
        Builder builder =
                Plans.builder(List.of(commands), BASEDIR.resolve("out/app"), new ContainerPath("/usr/local/bin/app"));
        return of(true, builder, ApplicationKind.ARTIFACT, image(), output, Plans.NO_DOCKER_OPTIONS);
    }

    /** An image of a file that no command makes. */
    public static BuildRequest artifact(String path) {
        Builder builder = Plans.builder(List.of(), BASEDIR.resolve(path), new ContainerPath("/srv/app"));
        return of(false, builder, ApplicationKind.ARTIFACT, image(), Output.DAEMON, Plans.NO_DOCKER_OPTIONS);
    }

    public static BuildRequest of(ImageSpec image, Output output) {
        return of(true, Plans.MAVEN, ApplicationKind.EXPLODED, image, output, Plans.NO_DOCKER_OPTIONS);
    }

    public static BuildRequest of(Builder builder) {
        return of(true, builder, ApplicationKind.EXPLODED, image(), Output.DAEMON, Plans.NO_DOCKER_OPTIONS);
    }

    public static BuildRequest of(DockerOptions docker) {
        return of(true, Plans.MAVEN, ApplicationKind.EXPLODED, image(), Output.DAEMON, docker);
    }

    /** The same image of a module in a folder that is there. */
    public static BuildRequest in(Path root, BuildRequest request, UserProperties properties) {
        Path basedir = root.resolve("shop");
        Path work = basedir.resolve("target/docker-strategy");
        ProjectFacts old = request.project();
        return new BuildRequest(
                new ProjectFacts(
                        old.coordinates(),
                        old.packaging(),
                        basedir,
                        basedir.resolve("target"),
                        old.javaRelease(),
                        old.built(),
                        old.hostBuild(),
                        () -> Plans.maven(root, properties)),
                request.builder(),
                request.kind(),
                request.split(),
                request.appRoot(),
                request.image(),
                Destination.below(work, request.to().output()),
                request.docker(),
                work,
                request.filesModified());
    }

    /** An image that goes somewhere, built with such options of docker. */
    public static BuildRequest of(DockerOptions docker, Output output, ImageSpec image) {
        return of(true, Plans.MAVEN, ApplicationKind.EXPLODED, image, output, docker);
    }

    private static ImageSpec image() {
        return Images.full("registry.example.com/shop:1.0", "latest")
                .withBase(new BaseReference.Registry(ImageReference.parse("eclipse-temurin:17-jre", "from")));
    }

    private static BuildRequest of(
            boolean built,
            Builder builder,
            ApplicationKind kind,
            ImageSpec image,
            Output output,
            DockerOptions docker) {
        ProjectFacts project = new ProjectFacts(
                new Coordinates("com.example", "shop", "1.0"),
                "jar",
                BASEDIR,
                TARGET,
                17,
                built,
                () -> Command.of(BASEDIR, List.of("mvn", "-B", "-pl", "com.example:shop", "-am", "package")),
                () -> Plans.maven(ROOT));
        return new BuildRequest(
                project,
                builder,
                kind,
                DependencyLayering.NONE,
                new ContainerPath("/app"),
                image,
                Destination.below(WORK_FOLDER, output),
                docker,
                WORK_FOLDER,
                image.created());
    }
}
