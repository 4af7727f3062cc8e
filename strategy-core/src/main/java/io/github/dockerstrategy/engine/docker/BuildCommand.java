package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.engine.docker.BuildOptions.Backend;
import io.github.dockerstrategy.engine.docker.BuildOptions.Caching;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a build command, for the builder at hand. */
final class BuildCommand {

    private static final String PROVENANCE = "--provenance";
    private static final String IDENTITY_LABEL = "--identity-label";

    private final List<List<String>> words = new ArrayList<>();
    private final Builder builder;
    private final Optional<Platform> engine;
    private final CommandWriter writer;

    /**
     * @param engine the platform that is built for without being asked; empty if it is not known
     * @param writer how its words are written
     */
    BuildCommand(Builder builder, Optional<Platform> engine, CommandWriter writer) {
        this.builder = builder;
        this.engine = engine;
        this.writer = writer;
    }

    /** The words of the whole command, for a program. */
    static List<String> words(String executable, Builder builder, Optional<Platform> engine, BuildOptions options) {
        List<String> words = new ArrayList<>(List.of(executable));
        new BuildCommand(builder, engine, CommandWriter.PLAIN).parts(options).forEach(words::addAll);
        return List.copyOf(words);
    }

    /** What stands behind the program: the words of a flag and its value together. */
    List<List<String>> parts(BuildOptions options) {
        words.add(builder.kind().subcommand());
        backend(options.backend());
        path("--file", "", options.dockerfile());
        options.target().ifPresent(stage -> flag("--target", stage));
        options.inputs()
                .arguments()
                .forEach((name, value) -> words.add(List.of("--build-arg", writer.argument(name, value))));
        options.inputs().secrets().forEach(this::secret);
        options.inputs().ssh().forEach(ssh -> flag("--ssh", ssh));
        description(options.description(), options.backend().additionalArgs());
        caching(options.caching());
        delivery(options.delivery(), rewritten(options));
        options.backend().additionalArgs().forEach(argument -> words.add(List.of(writer.word(argument))));
        words.add(List.of(writer.path("", options.context())));
        return List.copyOf(words);
    }

    private void secret(BuildSecret secret) {
        String text = secret.text(writer);
        if (builder.kind() == Kind.BUILDAH && text.contains("\"")) {
            throw new ProblemException(Problem.of(
                    "bad-secret",
                    builder.kind().displayName() + " cannot read a secret from a path with a comma or a quote: " + text,
                    parameter("builder.secrets") + ", " + parameter("builder.settings"),
                    "move the file, or set " + parameter("docker.executable") + " to docker, with buildx"));
        }
        words.add(List.of("--secret", text));
    }

    /** What the builder sees in its environment besides what the user has set. */
    static Map<String, String> environment(Kind kind) {
        return switch (kind) {
            case BUILDX -> Map.of("BUILDKIT_PROGRESS", "plain");
            case BUILDKIT -> Map.of("DOCKER_BUILDKIT", "1", "BUILDKIT_PROGRESS", "plain");
            case LEGACY -> Map.of("DOCKER_BUILDKIT", "0");
            case BUILDAH, ANY -> Map.of();
        };
    }

    /** Buildah that is asked to end leaves the process of its RUN, a container in its storage, and a temporary folder. */
    static Command.Ending ending(Kind kind) {
        return kind == Kind.BUILDAH ? Command.Ending.FROM_WITHIN : Command.Ending.TOGETHER;
    }

    private void backend(Backend backend) {
        backend.builder().ifPresent(instance -> flag("--builder", instance.name()));
        if (builder.kind() == Kind.LEGACY) {
            // Otherwise the container of a failing RUN stays behind.
            words.add(List.of("--force-rm"));
        }
        if (builder.kind() == Kind.BUILDAH) {
            // The OCI format has no health check: buildah would drop it with no more than a warning.
            flag("--format", "docker");
            if (builder.flags().contains(IDENTITY_LABEL)) {
                // A label with its version would be the only thing that tells this image from other builders'.
                words.add(List.of(IDENTITY_LABEL + "=false"));
            }
        }
        if (!backend.platforms().isEmpty()
                && !backend.platforms().equals(engine.stream().toList())) {
            flag(
                    "--platform",
                    backend.platforms().stream().map(Platform::toString).collect(Collectors.joining(",")));
        }
        backend.network().ifPresent(network -> flag("--network", network));
        backend.metadataFile().ifPresent(file -> path("--metadata-file", "", file));
    }

    private void description(Description description, List<String> additionalArgs) {
        pairs("--label", description.labels());
        pairs("--annotation", description.annotations());
        boolean usersOwn = additionalArgs.stream()
                .anyMatch(argument -> argument.startsWith(PROVENANCE) || argument.startsWith("--attest"));
        Optional<String> none =
                builder.can(BuildFeature.PROVENANCE) && !usersOwn ? Optional.of("false") : Optional.empty();
        description
                .provenance()
                .or(() -> none)
                .ifPresent(value -> words.add(List.of(writer.word(PROVENANCE + "=" + value))));
        description.sbom().ifPresent(value -> words.add(List.of(writer.word("--sbom=" + value))));
        description.createdEpochSecond().ifPresent(this::created);
    }

    private void created(long epochSecond) {
        switch (builder.kind()) {
            // The legacy builder says that it does not use it.
            case BUILDX, BUILDKIT, ANY -> flag("--build-arg", "SOURCE_DATE_EPOCH=" + epochSecond);
            case BUILDAH -> flag("--timestamp", Long.toString(epochSecond));
            case LEGACY -> {
                // It takes the time of the build in any case.
            }
        }
    }

    private void caching(Caching caching) {
        caching.from().forEach(cache -> flag("--cache-from", cache));
        caching.to().forEach(cache -> flag("--cache-to", cache));
        if (caching.use() == Caching.Use.NO_CACHE) {
            words.add(List.of("--no-cache"));
        }
        if (caching.bases() == Caching.Bases.PULL) {
            words.add(List.of("--pull"));
        }
    }

    /**
     * Has BuildKit give the files of layers the image's time, where they are newer: with it, the same input gives the same digest. The
     * engine's own BuildKit does not know it; builders older than BuildKit 0.13 ignore it.
     */
    private static String rewritten(BuildOptions options) {
        return options.backend().isElsewhere()
                        && options.description().createdEpochSecond().isPresent()
                ? ",rewrite-timestamp=true"
                : "";
    }

    /** @param attributes further attributes of an output, each after a comma */
    private void delivery(Delivery delivery, String attributes) {
        if (delivery instanceof Delivery.Store store) {
            if (builder.kind() == Kind.BUILDX) {
                // A builder instance of its own would otherwise keep the image to itself.
                words.add(attributes.isEmpty() ? List.of("--load") : List.of("--output", "type=docker" + attributes));
            }
            store.idFile().ifPresent(file -> path("--iidfile", "", file));
            names(store.names());
        } else if (delivery instanceof Delivery.Push push) {
            // Nothing needs to stay where it was built.
            words.add(
                    attributes.isEmpty()
                            ? List.of("--push")
                            : List.of("--output", "type=registry,store=false" + attributes));
            names(push.names());
        } else if (delivery instanceof Delivery.Files files) {
            path("--output", "type=local,dest=", files.folder());
        } else if (delivery instanceof Delivery.Archive archive) {
            path("--output", "type=" + archive.format().word() + attributes + ",dest=", archive.file());
            names(archive.names());
        }
    }

    private void names(List<String> names) {
        names.forEach(name -> flag("--tag", name));
    }

    private void pairs(String flag, Map<String, String> pairs) {
        pairs.forEach((key, value) -> flag(flag, key + "=" + value));
    }

    private void flag(String flag, String value) {
        words.add(List.of(flag, writer.word(value)));
    }

    private void path(String flag, String before, Path value) {
        words.add(List.of(flag, writer.path(before, value)));
    }
}
