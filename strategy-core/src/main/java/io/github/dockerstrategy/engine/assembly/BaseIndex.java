package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Json;
import io.github.dockerstrategy.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An index: a base image for several platforms.
 *
 * @param document what it says
 */
record BaseIndex(Map<String, Object> document, BaseImageProblems problems) {

    static boolean isOne(Map<String, Object> document) {
        return document.containsKey("manifests");
    }

    /** The entry of the image for {@code platform}. */
    Map<String, Object> entry(Platform platform) {
        List<Map<String, Object>> entries =
                Json.list(document.get("manifests")).stream().map(Json::object).toList();
        return entries.stream()
                .filter(entry -> platform(entry).filter(platform::isSameAs).isPresent())
                .findFirst()
                .orElseThrow(() -> problems.notFor(
                        platform,
                        entries.stream()
                                .map(BaseIndex::platform)
                                .flatMap(Optional::stream)
                                .map(Platform::toString)
                                .filter(text -> !text.startsWith("unknown/"))
                                .distinct()
                                .collect(Collectors.joining(", "))));
    }

    private static Optional<Platform> platform(Map<String, Object> entry) {
        Map<String, Object> platform = Json.object(entry.get("platform"));
        return platform.get("os") instanceof String os && platform.get("architecture") instanceof String architecture
                ? Optional.of(new Platform(
                        os,
                        architecture,
                        Optional.ofNullable(platform.get("variant"))
                                .map(String::valueOf)
                                .filter(text -> !text.isEmpty())))
                : Optional.empty();
    }
}
