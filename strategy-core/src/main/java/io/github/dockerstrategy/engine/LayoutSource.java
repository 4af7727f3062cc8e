package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.layout.Layout;

/** Where the layers of an application that is built come from: the build tool that knows its files. */
@FunctionalInterface
public interface LayoutSource {

    /** Resolves what the application needs and lays it out; called only when the artifact is there. */
    Layout layOut();
}
