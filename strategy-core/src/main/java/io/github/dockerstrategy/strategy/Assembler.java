package io.github.dockerstrategy.strategy;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import java.util.List;

/** What assembles the image: the second of the two axes of a strategy. */
public enum Assembler {
    /** This plugin, from a list of layers and without a daemon. */
    DAEMONLESS(Output.TAR) {
        @Override
        public List<Step> push(BuildRequest request, String imageId, ImageFormat format) {
            return List.of(
                    new Step.LoadBuiltLayers(request.builtLayers()),
                    new Step.AssembleImage(request.image(), format, request.to()));
        }
    },
    /** The docker CLI, from a Dockerfile. */
    DOCKER(Output.DAEMON) {
        @Override
        public List<Step> push(BuildRequest request, String imageId, ImageFormat format) {
            return List.of(new Step.PushWithDocker(request.image(), imageId));
        }
    };

    private final Output defaultOutput;

    Assembler(Output defaultOutput) {
        this.defaultOutput = defaultOutput;
    }

    /** Where the image goes by default. It is the same on every machine: a file, unless a daemon is needed anyway. */
    public Output defaultOutput() {
        return defaultOutput;
    }

    /** Whether the same input gives the same digest. Docker writes the time of the build into the image. */
    public boolean isReproducible() {
        return this == DAEMONLESS;
    }

    /**
     * The steps that push an image that was built before: from the same layers, or from docker's store.
     *
     * @param request the image, to a registry
     * @param imageId digest of the image config that was built
     * @param format the format of the manifest that was built
     */
    public abstract List<Step> push(BuildRequest request, String imageId, ImageFormat format);
}
