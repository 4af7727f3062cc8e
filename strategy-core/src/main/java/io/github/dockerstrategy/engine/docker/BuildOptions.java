package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.oci.Platform;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One {@code docker build}, whichever builder does it.
 *
 * @param context the folder whose files the build can copy
 * @param dockerfile the Dockerfile
 * @param target the stage to build; the last one by default
 * @param delivery what becomes of the result
 * @param inputs what goes in besides the files
 * @param description what the image says about itself
 * @param caching where unchanged work comes from
 * @param backend where and how it is built
 */
public record BuildOptions(
        Path context,
        Path dockerfile,
        Optional<String> target,
        Delivery delivery,
        Inputs inputs,
        Description description,
        Caching caching,
        Backend backend) {

    /**
     * What goes into a build besides the files.
     *
     * @param arguments values for ARG; they stay in the image's history
     * @param secrets files or variables that a RUN can mount
     * @param ssh {@code default}, or {@code ID=SOCKET_OR_KEY}
     */
    public record Inputs(Map<String, String> arguments, List<BuildSecret> secrets, List<String> ssh) {

        public static final Inputs NONE = new Inputs(Map.of(), List.of(), List.of());

        public Inputs {
            arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
            secrets = List.copyOf(secrets);
            ssh = List.copyOf(ssh);
        }
    }

    /**
     * What an image says about itself besides its Dockerfile.
     *
     * @param labels labels of its configuration
     * @param annotations annotations of its manifest
     * @param provenance {@code true}, {@code mode=max} and the like; none by default, because it makes an index of the image and
     *     puts the time of the build into it
     * @param sbom {@code true} or a generator; none by default
     * @param createdEpochSecond its creation time, for builders that can be told; others take the time of the build
     */
    public record Description(
            Map<String, String> labels,
            Map<String, String> annotations,
            Optional<String> provenance,
            Optional<String> sbom,
            Optional<Long> createdEpochSecond) {

        public static final Description NONE =
                new Description(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

        public Description {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
            annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
        }
    }

    /**
     * Where unchanged work comes from, and where it is kept.
     *
     * @param from images, or {@code type=…} where the builder knows it
     * @param to {@code type=…}
     * @param use whether there is a cache at all
     * @param bases whether base images are looked up again
     */
    public record Caching(List<String> from, List<String> to, Use use, Bases bases) {

        /** Whether steps that did not change are taken from the cache. */
        public enum Use {
            CACHE,
            NO_CACHE
        }

        /** Whether a base image that is there is asked for again. */
        public enum Bases {
            AS_THEY_ARE,
            PULL
        }

        public static final Caching DEFAULT = new Caching(List.of(), List.of(), Use.CACHE, Bases.AS_THEY_ARE);

        public Caching {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }
    }

    /**
     * Where and how an image is built.
     *
     * @param builder a buildx builder instance; the current one by default
     * @param network network of RUN instructions
     * @param platforms what it is built for; the engine's own by default
     * @param metadataFile where buildx writes what it built, among it the digest
     * @param additionalArgs further arguments, as the user wrote them
     */
    public record Backend(
            Optional<BuilderInstance> builder,
            Optional<String> network,
            List<Platform> platforms,
            Optional<Path> metadataFile,
            List<String> additionalArgs) {

        public static final Backend DEFAULT =
                new Backend(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of());

        public Backend {
            platforms = List.copyOf(platforms);
            additionalArgs = List.copyOf(additionalArgs);
        }

        /** Whether the user's own arguments have that flag. */
        boolean asksFor(String flag) {
            return additionalArgs.stream()
                    .anyMatch(argument -> argument.equals(flag) || argument.startsWith(flag + "="));
        }

        /** Whether the image is built outside the engine. */
        boolean isElsewhere() {
            return builder.filter(BuilderInstance::isElsewhere).isPresent();
        }

        Backend on(BuilderInstance instance) {
            return new Backend(Optional.of(instance), network, platforms, metadataFile, additionalArgs);
        }

        public Backend withMetadataFile(Path file) {
            return new Backend(builder, network, platforms, Optional.of(file), additionalArgs);
        }
    }

    /** A build that asks for nothing special. */
    public static BuildOptions of(Path context, Path dockerfile, Delivery delivery) {
        return new BuildOptions(
                context,
                dockerfile,
                Optional.empty(),
                delivery,
                Inputs.NONE,
                Description.NONE,
                Caching.DEFAULT,
                Backend.DEFAULT);
    }

    public BuildOptions withTarget(String stage) {
        return new BuildOptions(
                context, dockerfile, Optional.of(stage), delivery, inputs, description, caching, backend);
    }

    public BuildOptions with(Delivery newDelivery) {
        return new BuildOptions(context, dockerfile, target, newDelivery, inputs, description, caching, backend);
    }

    public BuildOptions with(Inputs newInputs) {
        return new BuildOptions(context, dockerfile, target, delivery, newInputs, description, caching, backend);
    }

    public BuildOptions with(Description newDescription) {
        return new BuildOptions(context, dockerfile, target, delivery, inputs, newDescription, caching, backend);
    }

    public BuildOptions with(Caching newCaching) {
        return new BuildOptions(context, dockerfile, target, delivery, inputs, description, newCaching, backend);
    }

    public BuildOptions with(Backend newBackend) {
        return new BuildOptions(context, dockerfile, target, delivery, inputs, description, caching, newBackend);
    }

    /** Whether an engine takes part: it builds, or gets the image. */
    boolean needsEngine() {
        return delivery instanceof Delivery.Store || !backend.isElsewhere();
    }

    /**
     * What a builder must have to do this.
     *
     * @param engine what the engine's containers run on: building for it needs nothing; empty if it is not known
     */
    public Set<BuildFeature> needs(Optional<Platform> engine) {
        EnumSet<BuildFeature> needs = EnumSet.noneOf(BuildFeature.class);
        delivery.need().ifPresent(needs::add);
        add(needs, BuildFeature.SECRETS, !inputs.secrets().isEmpty());
        add(needs, BuildFeature.SSH, !inputs.ssh().isEmpty());
        add(needs, BuildFeature.ANNOTATIONS, !description.annotations().isEmpty() || backend.asksFor("--annotation"));
        add(needs, BuildFeature.PROVENANCE, description.provenance().isPresent() || backend.asksFor("--provenance"));
        add(needs, BuildFeature.SBOM, description.sbom().isPresent() || backend.asksFor("--sbom"));
        add(needs, BuildFeature.PROVENANCE, backend.asksFor("--attest"));
        add(needs, BuildFeature.CACHE_TO, !caching.to().isEmpty());
        add(needs, BuildFeature.CACHE_BACKENDS, caching.from().stream().anyMatch(cache -> cache.contains("type=")));
        add(needs, BuildFeature.CACHE_BACKENDS, caching.to().stream().anyMatch(cache -> cache.contains("type=")));
        add(needs, BuildFeature.BUILDER, backend.builder().isPresent());
        add(needs, BuildFeature.METADATA_FILE, backend.metadataFile().isPresent());
        add(needs, BuildFeature.SEVERAL_PLATFORMS, backend.platforms().size() > 1);
        add(
                needs,
                BuildFeature.PLATFORM,
                backend.platforms().stream().anyMatch(wanted -> !engine.equals(Optional.of(wanted))));
        return needs;
    }

    private static void add(Set<BuildFeature> needs, BuildFeature feature, boolean needed) {
        if (needed) {
            needs.add(feature);
        }
    }
}
