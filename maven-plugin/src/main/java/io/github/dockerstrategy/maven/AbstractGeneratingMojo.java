package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.generate.GeneratedFiles;
import io.github.dockerstrategy.generate.GeneratedFolder;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** What {@code generate} and {@code check} have in common: the files that belong to the configuration, and where they are kept. */
@NullUnmarked
abstract class AbstractGeneratingMojo extends AbstractImageMojo {

    @Override
    boolean keeps() {
        return ejected().isPresent();
    }

    /** The folder for keeping, if one is set. */
    final Optional<Path> ejected() {
        return Optional.ofNullable(eject)
                .filter(folder -> !folder.isBlank())
                .map(folder ->
                        project.getBasedir().toPath().resolve(folder.strip()).normalize());
    }

    /** What belongs into {@code folder}. */
    static GeneratedFiles files(Image described, BuildRequest request, GeneratedFolder folder) {
        return GeneratedFiles.of(described.strategy().plan(request), request, folder.path());
    }
}
