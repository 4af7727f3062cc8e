package io.github.dockerstrategy.engine;

import io.github.dockerstrategy.layout.Layout;
import java.nio.file.Path;
import java.util.Optional;

/** Where the layers of an application that is built come from: the build tool that knows its files. */
public interface LayoutSource {

    /**
     * Resolves what the application needs and lays it out; called only when the artifact is there.
     *
     * @param artifact where the artifact lies, if it is not where this build would have put it
     */
    Layout layOut(Optional<Path> artifact);

    /** Lays out only what does not come from the application's build. */
    Layout layOutExtras();
}
