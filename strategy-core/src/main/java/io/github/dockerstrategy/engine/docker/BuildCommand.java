package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.engine.docker.BuildOptions.Backend;
import io.github.dockerstrategy.engine.docker.BuildOptions.Caching;
import io.github.dockerstrategy.engine.docker.BuildOptions.Description;
import io.github.dockerstrategy.engine.docker.Builder.Kind;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.process.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words of a build command, for the builder at hand. */
final class BuildCommand {

    private static final String PROVENANCE = "--provenance";
    private static final String IDENTITY_LABEL = "--identity-label";

    private final List<String> words;
    private final Builder builder;
    private final Platform engine;

    BuildCommand(String executable, Builder builder, Platform engine) {
        this.builder = builder;
        this.engine = engine;
        this.words = new ArrayList<>();
        words.add(executable);
        words.addAll(builder.kind().subcommand());
    }

    List<String> words(BuildOptions options) {
        backend(options.backend());
        flag("--file", options.dockerfile().toString());
        options.target().ifPresent(stage -> flag("--target", stage));
        pairs("--build-arg", options.inputs().arguments());
        options.inputs().secrets().forEach(secret -> flag("--secret", secret.text()));
        options.inputs().ssh().forEach(ssh -> flag("--ssh", ssh));
        description(options.description(), options.backend().additionalArgs());
        caching(options.caching());
        delivery(options.delivery());
        words.addAll(options.backend().additionalArgs());
        words.add(options.context().toString());
        return List.copyOf(words);
    }

    /** What the builder sees in its environment besides what the user has set. */
    Map<String, String> environment() {
        return switch (builder.kind()) {
            case BUILDX -> Map.of("BUILDKIT_PROGRESS", "plain");
            case BUILDKIT -> Map.of("DOCKER_BUILDKIT", "1", "BUILDKIT_PROGRESS", "plain");
            case LEGACY -> Map.of("DOCKER_BUILDKIT", "0");
            case BUILDAH -> Map.of();
        };
    }

    /** Buildah that is asked to end leaves the process of its RUN, a container in its storage, and a temporary folder. */
    Command.Ending ending() {
        return builder.kind() == Kind.BUILDAH ? Command.Ending.FROM_WITHIN : Command.Ending.TOGETHER;
    }

    private void backend(Backend backend) {
        backend.builder().ifPresent(name -> flag("--builder", name));
        if (builder.kind() == Kind.LEGACY) {
            // Otherwise the container of a failing RUN stays behind.
            words.add("--force-rm");
        }
        if (builder.kind() == Kind.BUILDAH) {
            // The OCI format has no health check: buildah would drop it with no more than a warning.
            flag("--format", "docker");
            if (builder.flags().contains(IDENTITY_LABEL)) {
                // A label with its version would be the only thing that tells this image from other builders'.
                words.add(IDENTITY_LABEL + "=false");
            }
        }
        if (!backend.platforms().isEmpty() && !backend.platforms().equals(List.of(engine))) {
            flag(
                    "--platform",
                    backend.platforms().stream().map(Platform::toString).collect(Collectors.joining(",")));
        }
        backend.network().ifPresent(network -> flag("--network", network));
        backend.metadataFile().ifPresent(file -> flag("--metadata-file", file.toString()));
    }

    private void description(Description description, List<String> additionalArgs) {
        pairs("--label", description.labels());
        pairs("--annotation", description.annotations());
        boolean usersOwn = additionalArgs.stream()
                .anyMatch(argument -> argument.startsWith(PROVENANCE) || argument.startsWith("--attest"));
        Optional<String> none =
                builder.can(BuildFeature.PROVENANCE) && !usersOwn ? Optional.of("false") : Optional.empty();
        description.provenance().or(() -> none).ifPresent(value -> words.add(PROVENANCE + "=" + value));
        description.sbom().ifPresent(value -> words.add("--sbom=" + value));
        description.createdEpochSecond().ifPresent(this::created);
    }

    private void created(long epochSecond) {
        switch (builder.kind()) {
            case BUILDX, BUILDKIT -> flag("--build-arg", "SOURCE_DATE_EPOCH=" + epochSecond);
            case BUILDAH -> flag("--timestamp", Long.toString(epochSecond));
            case LEGACY -> {
                // It takes the time of the build, whatever it is told.
            }
        }
    }

    private void caching(Caching caching) {
        caching.from().forEach(cache -> flag("--cache-from", cache));
        caching.to().forEach(cache -> flag("--cache-to", cache));
        if (caching.use() == Caching.Use.NO_CACHE) {
            words.add("--no-cache");
        }
        if (caching.bases() == Caching.Bases.PULL) {
            words.add("--pull");
        }
    }

    private void delivery(Delivery delivery) {
        if (delivery instanceof Delivery.Store store) {
            if (builder.kind() == Kind.BUILDX) {
                // A builder instance of its own would otherwise keep the image to itself.
                words.add("--load");
            }
            store.idFile().ifPresent(file -> flag("--iidfile", file.toString()));
            names(store.names());
        } else if (delivery instanceof Delivery.Push push) {
            words.add("--push");
            names(push.names());
        } else if (delivery instanceof Delivery.Files files) {
            flag("--output", "type=local,dest=" + files.folder());
        } else if (delivery instanceof Delivery.Archive archive) {
            flag("--output", "type=" + archive.format().word() + ",dest=" + archive.file());
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
        words.add(flag);
        words.add(value);
    }
}
