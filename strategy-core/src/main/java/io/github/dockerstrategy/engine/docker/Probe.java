package io.github.dockerstrategy.engine.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dockerstrategy.engine.docker.Engine.Dialect;
import io.github.dockerstrategy.engine.docker.Engine.ImageStore;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.process.ProcessResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what a CLI says about itself and its engine. */
final class Probe {

    static final List<String> INFO = List.of("info", "--format", "{{json .}}");

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Pattern FLAG = Pattern.compile("^ +(?:-\\w, )?(--[a-z][a-z0-9-]+)", Pattern.MULTILINE);

    private Probe() {}

    /**
     * What {@code info} says.
     *
     * @param dialect whose commands the CLI speaks
     * @param hasBuildx whether the buildx plugin is there and works
     * @param engine the engine, if it answered
     */
    record Info(Dialect dialect, boolean hasBuildx, Optional<Engine> engine) {}

    /** Missing output reveals an engine that does not answer: not all CLIs report it by their exit code. */
    static Info info(ProcessResult outcome) {
        JsonNode json = parse(outcome.text());
        if (json.has("host")) {
            return new Info(Dialect.PODMAN, false, Optional.of(podman(json)));
        }
        String version = json.path("ServerVersion").asText("");
        return new Info(
                Dialect.DOCKER,
                hasBuildx(json),
                version.isEmpty() ? Optional.empty() : Optional.of(docker(json, version)));
    }

    /** Why the engine did not answer, in the CLI's words. */
    static List<String> complaints(ProcessResult outcome) {
        Stream<String> listed = StreamSupport.stream(
                        parse(outcome.text()).path("ServerErrors").spliterator(), false)
                .map(JsonNode::asText);
        return Stream.concat(outcome.errors().stream(), listed)
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
    }

    /** The flags that a help text lists. */
    static SortedSet<String> flags(ProcessResult outcome) {
        SortedSet<String> flags = new TreeSet<>();
        Matcher matcher = FLAG.matcher(outcome.text());
        while (matcher.find()) {
            flags.add(matcher.group(1));
        }
        return flags;
    }

    private static Engine docker(JsonNode json, String version) {
        return new Engine(
                Dialect.DOCKER,
                version,
                json.path("Driver").asText(""),
                json.path("DriverStatus").toString().contains("io.containerd.snapshotter")
                        ? ImageStore.CONTAINERD
                        : ImageStore.GRAPH_DRIVER,
                new Platform(
                        json.path("OSType").asText("linux"),
                        architecture(json.path("Architecture").asText(""))));
    }

    private static Engine podman(JsonNode json) {
        return new Engine(
                Dialect.PODMAN,
                json.at("/version/Version").asText("unknown"),
                json.at("/store/graphDriverName").asText(""),
                ImageStore.GRAPH_DRIVER,
                new Platform(
                        json.at("/host/os").asText("linux"),
                        architecture(json.at("/host/arch").asText(""))));
    }

    private static boolean hasBuildx(JsonNode json) {
        return StreamSupport.stream(json.at("/ClientInfo/Plugins").spliterator(), false)
                .anyMatch(plugin -> plugin.path("Name").asText("").equals("buildx")
                        && plugin.path("Err").asText("").isEmpty());
    }

    /** The kernel's words for a processor in those of the image specification. */
    private static String architecture(String machine) {
        return switch (machine.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "armv7l", "armv6l", "armhf" -> "arm";
            case "i386", "i686" -> "386";
            case "" -> Platform.ofThisMachine().architecture();
            default -> machine;
        };
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
