package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import io.github.dockerstrategy.strategy.Step.ExtractFromBuilder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The build commands of a script: the same words, from the same options, as the engine's, but for what is found out only where the
 * script is run.
 *
 * @param docker what the user wants
 * @param workFolder where Dockerfiles are generated
 * @param writer how words are written
 */
public record ScriptCommands(DockerOptions docker, Path workFolder, CommandWriter writer) {

    /** Those that buildx alone has. */
    private static final Set<BuildFeature> OF_BUILDX = EnumSet.of(
            BuildFeature.SEVERAL_PLATFORMS,
            BuildFeature.BUILDER,
            BuildFeature.CACHE_BACKENDS,
            BuildFeature.ANNOTATIONS,
            BuildFeature.SBOM,
            BuildFeature.PROVENANCE);

    /** The build of a builder image under a name. */
    public List<List<String>> builderImage(ExtractFromBuilder step, String name) {
        BuildOptions options = wanted().of(step, store(List.of(name)), Map.of());
        return parts(options, builder(options));
    }

    /** The build of the image: in the engine, or in the registry where the builder pushes it. */
    public List<List<String>> image(BuildWithDocker step) {
        List<String> names = BuildOptionsFactory.names(step.image());
        Delivery delivery = step.isPushedByBuilder(docker) ? new Delivery.Push(names) : store(names);
        BuildOptions options = wanted().of(step, delivery, Kind.ANY);
        return parts(options, builder(options));
    }

    /** The same build once more, as an OCI archive. */
    public List<List<String>> archive(BuildWithDocker step, Path file) {
        Delivery archive =
                new Delivery.Archive(file, Delivery.Archive.Format.OCI, BuildOptionsFactory.names(step.image()));
        BuildOptions options = wanted().of(step, archive, Kind.ANY);
        return parts(BuildOptionsFactory.withoutExport(options), builder(options));
    }

    private List<List<String>> parts(BuildOptions options, Builder builder) {
        return new BuildCommand(builder, Optional.empty(), writer).parts(options);
    }

    private static Builder builder(BuildOptions options) {
        Set<BuildFeature> needs = options.needs(Optional.of(Platform.LINUX_AMD64));
        needs.retainAll(OF_BUILDX);
        TreeSet<String> flags = new TreeSet<>();
        for (BuildFeature feature : BuildFeature.values()) {
            flags.add(feature.flag());
        }
        return new Builder(needs.isEmpty() ? Kind.ANY : Kind.BUILDX, flags);
    }

    private static Delivery store(List<String> names) {
        return new Delivery.Store(names, Optional.empty());
    }

    private BuildOptionsFactory wanted() {
        return new BuildOptionsFactory(docker, workFolder);
    }
}
