package io.github.dockerstrategy.strategy;

/** Where the application is built: the first of the two axes of a strategy. */
public enum BuildLocation {
    /** On the machine that runs the build. */
    HOST,
    /** In a stage of the Dockerfile whose last stage is the image. */
    STAGE,
    /** In a builder image, from which the output is extracted. */
    BUILDER_IMAGE,
    /** Wherever the user's own Dockerfile builds it; that Dockerfile also describes the image. */
    OWN_DOCKERFILE;

    /** Whether the application is compiled in a container. */
    public boolean isContainer() {
        return this != HOST;
    }

    /** Whether the builder image of the request builds the application, from sources in a build context. */
    public boolean usesBuilder() {
        return this == STAGE || this == BUILDER_IMAGE;
    }

    /** Whether the request describes the image. */
    public boolean usesDescription() {
        return this != OWN_DOCKERFILE;
    }

    /** The phase of the docker build that assembles the image: it may compile the application, too. */
    public Phase phaseOfDockerBuild() {
        return switch (this) {
            case STAGE, OWN_DOCKERFILE -> Phase.BUILD_AND_ASSEMBLE;
            case HOST, BUILDER_IMAGE -> Phase.ASSEMBLE;
        };
    }
}
