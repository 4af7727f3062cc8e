package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.DependencyLayering;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.ProjectFacts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One image of one module, whichever strategy will build it.
 *
 * @param project the module
 * @param builder what makes its artifact
 * @param kind what kind of application it is
 * @param split how its dependencies are spread over layers
 * @param appRoot folder of the application in the image
 * @param image the image
 * @param to where the image goes
 * @param docker what is wanted of the docker command line
 * @param workFolder where this build may write, below the build directory
 * @param filesModified modification time of every file of the application in the image
 */
public record BuildRequest(
        ProjectFacts project,
        Builder builder,
        ApplicationKind kind,
        DependencyLayering split,
        ContainerPath appRoot,
        ImageSpec image,
        Destination to,
        DockerOptions docker,
        Path workFolder,
        Instant filesModified) {

    /** The same image on another base, going elsewhere. */
    public BuildRequest with(ImageSpec otherImage, Destination elsewhere) {
        return new BuildRequest(
                project, builder, kind, split, appRoot, otherImage, elsewhere, docker, workFolder, filesModified);
    }

    /** Names of all layers that the image can have above its base, bottom first. */
    public List<String> layerNames() {
        return kind.layers(image.from() instanceof BaseReference.Jlink, split);
    }

    /** Where the layers are staged. */
    public Path layersFolder() {
        return workFolder.resolve("layers");
    }

    /** Where Dockerfiles are generated. */
    public Path dockerFolder() {
        return workFolder.resolve("docker");
    }

    /** The generated context of the image's build: only its contents go to the daemon. */
    public Path contextFolder() {
        return dockerFolder().resolve("context");
    }

    /** The generated context of the builder image's build, for strategies that have one. */
    public Path builderContextFolder() {
        return dockerFolder().resolve("context.build");
    }

    /** The user properties that a build in a container mounts: there while it runs, and readable by its owner only. */
    public Path hiddenProperties() {
        return dockerFolder().resolve("maven.config");
    }

    /** Where files go that are made on the way. */
    public Path scratchFolder() {
        return workFolder.resolve("work");
    }

    /** The layers of the last image that was built, for a later push. */
    public Path builtLayers() {
        return scratchFolder().resolve("built-layers.json");
    }
}
