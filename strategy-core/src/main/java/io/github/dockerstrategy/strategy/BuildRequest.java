package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.ProjectFacts;
import java.nio.file.Path;

/**
 * One image of one module, whichever strategy will build it.
 *
 * @param project the module
 * @param builder what makes its artifact
 * @param image the image
 * @param to where the image goes
 * @param workFolder where this build may write, below the build directory
 */
public record BuildRequest(ProjectFacts project, Builder builder, ImageSpec image, Destination to, Path workFolder) {

    /** Where the layers are staged. */
    public Path layersFolder() {
        return workFolder.resolve("layers");
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
