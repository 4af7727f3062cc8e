package io.github.dockerstrategy.strategy;

/** A way to build an image. Adding one: implement this, add it to {@link Strategies}, add its column to {@link Feature}. */
public interface Strategy {

    /** The word for it in a POM. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** All steps of the build; a pure function of the request. */
    BuildPlan plan(BuildRequest request);
}
