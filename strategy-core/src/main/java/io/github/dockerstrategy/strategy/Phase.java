package io.github.dockerstrategy.strategy;

/** The part of a build that a step belongs to, in the order of a build. {@code result.json} and {@code compare} add up time by it. */
public enum Phase {
    /** Preparing files: layers, build contexts, Dockerfiles. */
    PREPARE("prepare"),
    /** Building the application. */
    BUILD("compile"),
    /** Building the application and assembling the image, in one docker build. */
    BUILD_AND_ASSEMBLE("compileAndImage"),
    /** Assembling the image, and delivering it where both happen at once. */
    ASSEMBLE("image"),
    /** Pushing an image that is complete. */
    PUSH("push");

    private final String key;

    Phase(String key) {
        this.key = key;
    }

    /** Its name in JSON. */
    public String key() {
        return key;
    }
}
