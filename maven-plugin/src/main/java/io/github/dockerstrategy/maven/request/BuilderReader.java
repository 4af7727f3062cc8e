package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.maven.config.BuilderParameters;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import io.github.dockerstrategy.project.Builder;
import io.github.dockerstrategy.project.Builder.DependencyCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what builds the artifact.
 *
 * @param builder the parameters
 * @param basedir the module's folder
 * @param defaultImage gives the builder image where none is configured
 */
record BuilderReader(BuilderParameters builder, Path basedir, Supplier<String> defaultImage) {

    Builder read() {
        if (!builder.commands.isEmpty() && builder.artifact == null) {
            throw new ProblemException(Problem.of(
                    "missing-builder-artifact",
                    "The builder has commands, but no artifact.",
                    "<builder><artifact>",
                    "name the file or folder: <artifact>build/app</artifact><into>/app</into>"));
        }
        return new Builder(
                builderFrom(builder.from),
                builder.commands,
                Optional.ofNullable(builder.artifact)
                        .map(artifact -> basedir.resolve(artifact).normalize()),
                Optional.ofNullable(builder.into).map(into -> target(into, String.valueOf(builder.artifact))),
                dependencyCache(builder.dependencyCache),
                SecretFiles.of(builder, basedir));
    }

    private String builderFrom(@Nullable String from) {
        if (from == null) {
            return defaultImage.get();
        }
        ImageReference.parse(from.strip(), "<builder><from>");
        return from.strip();
    }

    private static DependencyCache dependencyCache(@Nullable String text) {
        if (text == null) {
            return DependencyCache.LAYER;
        }
        for (DependencyCache cache : DependencyCache.values()) {
            if (cache.name().toLowerCase(Locale.ROOT).equals(text)) {
                return cache;
            }
        }
        throw new ProblemException(Problem.of(
                "unknown-dependency-cache",
                "'" + text + "' is not a dependency cache.",
                "<builder><dependencyCache>",
                Suggestion.among(text, List.of("layer", "mount", "none"))));
    }

    /** An artifact that ends in a slash is a folder, whose contents are meant; any other keeps its name in a folder. */
    private static ContainerPath target(String into, String artifact) {
        ContainerPath path = ContainerPath.parse(into, "<builder><into>");
        boolean named = into.endsWith("/") && !artifact.endsWith("/");
        return named ? path.resolve(String.valueOf(Path.of(artifact).getFileName())) : path;
    }
}
