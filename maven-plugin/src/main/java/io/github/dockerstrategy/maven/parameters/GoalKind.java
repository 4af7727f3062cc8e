package io.github.dockerstrategy.maven.parameters;

/** What a goal is for. */
public enum GoalKind {
    /** Building, pushing, planning or comparing images. */
    IMAGE,
    /** Staging layers. */
    STAGE,
    /** Generating files of a strategy. */
    GENERATE,
    /** Comparing kept files with the configuration. */
    CHECK,
    /** Reading a Dockerfile of the module, whatever the module has besides. */
    DOCKERFILE;

    /** Whether the goal runs in a build that only stages a module. */
    public boolean stages() {
        return this == STAGE || this == GENERATE;
    }

    boolean generatesFiles() {
        return this == GENERATE || this == CHECK;
    }
}
