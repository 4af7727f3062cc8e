package io.github.dockerstrategy.maven.parameters;

import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.maven.config.ContainerParameters;
import io.github.dockerstrategy.maven.config.DependenciesParameters;
import io.github.dockerstrategy.maven.config.DockerParameters;
import io.github.dockerstrategy.maven.config.ExtraDirectoriesParameters;
import io.github.dockerstrategy.maven.config.FileParameters;
import io.github.dockerstrategy.maven.config.JlinkParameters;
import io.github.dockerstrategy.maven.config.LayerParameters;
import io.github.dockerstrategy.maven.config.RegistryParameters;
import io.github.dockerstrategy.maven.reactor.Pom;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.NullUnmarked;

/**
 * The description of an image as the POM and typed properties give it, before it is checked: each component is the parameter of that
 * name, {@code null} if it is not set. Groups of parameters are never {@code null}.
 */
@NullUnmarked
public record ImageParameters(
        String image,
        List<String> tags,
        List<String> repositories,
        String output,
        String format,
        Map<String, String> annotations,
        String from,
        List<String> platforms,
        boolean skip,
        boolean force,
        String containerizingMode,
        String artifact,
        ContainerParameters container,
        ExtraDirectoriesParameters extraDirectories,
        List<FileParameters> files,
        List<String> run,
        BuilderParameters builder,
        DependenciesParameters dependencies,
        List<LayerParameters> layers,
        JlinkParameters jlink,
        DockerParameters docker,
        List<RegistryParameters> registries,
        Map<String, String> mirrors,
        String cache,
        String cacheSize,
        String eject,
        String stageOnly) {

    public ImageParameters {
        tags = List.copyOf(tags);
        repositories = List.copyOf(repositories);
        platforms = List.copyOf(platforms);
        files = List.copyOf(files);
        run = List.copyOf(run);
        layers = List.copyOf(layers);
        registries = List.copyOf(registries);
        mirrors = Collections.unmodifiableMap(new LinkedHashMap<>(mirrors));
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /** The folder for generated files to keep, if one is set. */
    public Optional<Path> keptFolder(MavenProject project) {
        return Optional.ofNullable(eject)
                .filter(folder -> !folder.isBlank())
                .map(folder -> Pom.folder(project).resolve(folder.strip()).normalize());
    }
}
