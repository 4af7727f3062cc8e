package io.github.dockerstrategy.engine.docker;

import io.github.dockerstrategy.process.SecretNames;
import io.github.dockerstrategy.strategy.DockerOptions;
import io.github.dockerstrategy.strategy.Step.BuildWithDocker;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One build as a target of {@code docker buildx bake}: the same options as on the command line of {@code docker build}.
 *
 * @param docker what the user wants
 * @param workFolder where Dockerfiles are generated
 * @param root the folder that bake is run in
 */
public record BakeTarget(DockerOptions docker, Path workFolder, Path root) {

    /** The target's attributes, as the bake file has them. */
    public Map<String, Object> of(BuildWithDocker step) {
        BuildOptions options = new BuildOptionsFactory(docker, workFolder)
                .of(
                        step,
                        new Delivery.Store(BuildOptionsFactory.names(step.image()), Optional.empty()),
                        Builder.Kind.BUILDX);
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("context", path(root, options.context()));
        // Bake looks for it from the context.
        target.put("dockerfile", path(options.context(), options.dockerfile()));
        options.target().ifPresent(stage -> target.put("target", stage));
        target.put("tags", BuildOptionsFactory.names(step.image()));
        put(target, "args", arguments(options));
        put(
                target,
                "platforms",
                options.backend().platforms().stream().map(Object::toString).toList());
        put(
                target,
                "secret",
                step.secrets().entrySet().stream()
                        .map(secret -> "id=" + secret.getKey() + ",src=" + path(root, secret.getValue()))
                        .toList());
        put(target, "ssh", options.inputs().ssh());
        put(target, "cache-from", options.caching().from());
        put(target, "cache-to", options.caching().to());
        put(
                target,
                "annotations",
                options.description().annotations().entrySet().stream()
                        .map(annotation -> annotation.getKey() + "=" + annotation.getValue())
                        .toList());
        options.backend().network().ifPresent(network -> target.put("network", network));
        // It would put the time of the build into the image.
        target.put("attest", List.of("type=provenance,disabled=true"));
        target.put("output", List.of(output(step)));
        return target;
    }

    /** Values of arguments that may be secrets are taken from the environment of bake. */
    private static Map<String, @Nullable String> arguments(BuildOptions options) {
        Map<String, @Nullable String> arguments = new LinkedHashMap<>();
        options.inputs()
                .arguments()
                .forEach((name, value) -> arguments.put(name, SecretNames.include(name) ? null : value));
        options.description()
                .createdEpochSecond()
                .ifPresent(second -> arguments.put("SOURCE_DATE_EPOCH", Long.toString(second)));
        return arguments;
    }

    private String output(BuildWithDocker step) {
        return switch (step.to().output()) {
            case REGISTRY -> "type=registry";
            case OCI -> "type=oci,dest=" + path(root, step.to().file().orElseThrow());
            case DAEMON, TAR -> "type=docker";
        };
    }

    private static void put(Map<String, Object> target, String name, List<?> values) {
        if (!values.isEmpty()) {
            target.put(name, values);
        }
    }

    private static void put(Map<String, Object> target, String name, Map<String, ?> values) {
        if (!values.isEmpty()) {
            target.put(name, values);
        }
    }

    private static String path(Path from, Path to) {
        Path start = from.toAbsolutePath().normalize();
        Path end = to.toAbsolutePath().normalize();
        return Objects.equals(start.getRoot(), end.getRoot())
                ? start.relativize(end).toString().replace('\\', '/')
                : end.toString();
    }
}
