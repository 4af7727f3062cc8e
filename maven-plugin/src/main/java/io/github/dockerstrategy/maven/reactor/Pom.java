package io.github.dockerstrategy.maven.reactor;

import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;

/**
 * The POM of a module as it lies among the sources. Plugins put others in its place while they run: flatten's, or the one that shade has
 * reduced, which may be in another folder and then changes what Maven takes for the module's.
 */
public final class Pom {

    private Pom() {}

    /** The file that was written by hand. */
    public static Path file(MavenProject module) {
        return Stream.of(module.getOriginalModel(), module.getModel())
                .filter(Objects::nonNull)
                .map(Model::getPomFile)
                .filter(Objects::nonNull)
                .map(File::toPath)
                .findFirst()
                .orElseGet(() -> module.getFile().toPath());
    }

    /** The module's folder. */
    public static Path folder(MavenProject module) {
        Path folder = file(module).toAbsolutePath().getParent();
        return folder == null ? module.getBasedir().toPath() : folder;
    }
}
