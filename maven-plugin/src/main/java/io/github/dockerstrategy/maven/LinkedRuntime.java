package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.report.BuildLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The runtime that {@code <from>jlink</from>} links for the module. */
record LinkedRuntime(AbstractImageMojo mojo, Module module, Path cache, BuildLog log) {

    @SuppressWarnings("DoNotCallSuggester")
    List<Layer> layers(Application application, Instant modified) {
        throw new UnsupportedOperationException("merged with the jlink package");
    }
}
