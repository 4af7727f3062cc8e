package io.github.dockerstrategy.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.oci.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An image in an engine's store.
 *
 * @param id {@code sha256:…}: digest of its configuration, with containerd's image store of its manifest or index
 * @param names its names
 * @param repoDigests {@code repository@sha256:…} for each registry that it was pushed to or pulled from
 * @param platform what it runs on
 * @param created when it was made
 * @param size bytes, as the engine counts them
 * @param diffIds digests of its uncompressed layers, bottom first
 * @param config what its containers do
 */
public record ImageInspection(
        String id,
        List<String> names,
        List<String> repoDigests,
        Platform platform,
        Instant created,
        long size,
        List<String> diffIds,
        ContainerConfig config) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEALTH_CHECK = "Healthcheck";

    public ImageInspection {
        names = List.copyOf(names);
        repoDigests = List.copyOf(repoDigests);
        diffIds = List.copyOf(diffIds);
    }

    /** The digest of its manifest in a repository such as {@code registry.example.com/team/app}. */
    public Optional<String> digestIn(String repository) {
        String beginning = repository + "@";
        return repoDigests.stream()
                .filter(digest -> digest.startsWith(beginning))
                .map(digest -> digest.substring(beginning.length()))
                .findFirst();
    }

    /**
     * Reads what {@code image inspect} writes of one image; empty if it has written none.
     *
     * @throws IllegalArgumentException if that is something else
     */
    static Optional<ImageInspection> read(String json) {
        try {
            JsonNode first = JSON.readTree(json).path(0);
            return first.has("Id") ? Optional.of(of(first)) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Reads one element of what {@code image inspect} writes. */
    static ImageInspection of(JsonNode image) {
        String id = image.path("Id").asText();
        String created = image.path("Created").asText("");
        return new ImageInspection(
                id.startsWith("sha256:") ? id : "sha256:" + id,
                texts(image.path("RepoTags")),
                texts(image.path("RepoDigests")),
                new Platform(
                        image.path("Os").asText("linux"),
                        image.path("Architecture").asText("")),
                created.isEmpty()
                        ? Instant.EPOCH
                        : OffsetDateTime.parse(created).toInstant(),
                image.path("Size").asLong(),
                texts(image.at("/RootFS/Layers")),
                config(image));
    }

    private static ContainerConfig config(JsonNode image) {
        JsonNode config = image.path("Config");
        // Podman has it next to the configuration.
        JsonNode health = config.has(HEALTH_CHECK) ? config.path(HEALTH_CHECK) : image.path(HEALTH_CHECK);
        return new ContainerConfig(
                list(config.path("Entrypoint")),
                list(config.path("Cmd")),
                environment(config.path("Env")),
                ports(config.path("ExposedPorts")),
                map(config.path("Labels")),
                volumes(config.path("Volumes")),
                text(config.path("User")),
                text(config.path("WorkingDir")).map(ContainerPath::new),
                healthCheck(health));
    }

    private static Map<String, String> environment(JsonNode list) {
        Map<String, String> environment = new LinkedHashMap<>();
        texts(list).forEach(variable -> {
            int equals = variable.indexOf('=');
            environment.put(
                    equals < 0 ? variable : variable.substring(0, equals),
                    equals < 0 ? "" : variable.substring(equals + 1));
        });
        return environment;
    }

    private static SortedSet<Port> ports(JsonNode ports) {
        return names(ports).stream()
                .flatMap(port -> Port.parse(port, "ExposedPorts").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<ContainerPath> volumes(JsonNode volumes) {
        return names(volumes).stream().map(ContainerPath::new).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<HealthCheck> healthCheck(JsonNode health) {
        List<String> test = texts(health.path("Test"));
        if (test.size() < 2) {
            return Optional.empty();
        }
        int retries = health.path("Retries").asInt();
        return Optional.of(new HealthCheck(
                test.subList(1, test.size()),
                test.get(0).equals("CMD-SHELL"),
                duration(health.path("Interval")),
                duration(health.path("Timeout")),
                duration(health.path("StartPeriod")),
                retries == 0 ? Optional.empty() : Optional.of(retries)));
    }

    private static Optional<Duration> duration(JsonNode nanos) {
        return nanos.asLong() == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(nanos.asLong()));
    }

    private static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Optional<List<String>> list(JsonNode list) {
        return list.isArray() && !list.isEmpty() ? Optional.of(texts(list)) : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText("")).filter(text -> !text.isEmpty());
    }
}
