package io.github.dockerstrategy.maven;

import io.github.dockerstrategy.maven.reactor.Pom;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;

/** What {@code generate} and {@code check} have in common: where generated files are kept. */
@NullUnmarked
public abstract class AbstractGeneratingMojo extends AbstractImageMojo {

    @Override
    public boolean keeps() {
        return ejected().isPresent();
    }

    /** The folder for keeping, if one is set. */
    final Optional<Path> ejected() {
        return Optional.ofNullable(eject)
                .filter(folder -> !folder.isBlank())
                .map(folder -> Pom.folder(project).resolve(folder.strip()).normalize());
    }
}
