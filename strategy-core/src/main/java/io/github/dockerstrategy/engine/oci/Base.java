package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Json;
import io.github.dockerstrategy.image.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The image below the application's layers, without its bytes.
 *
 * @param layers its layers, bottom first
 * @param configuration its configuration, as the image specification has it
 */
public record Base(List<Blob> layers, Map<String, Object> configuration) {

    private static final String JAVA_VERSION = "JAVA_VERSION=";

    /** What can lie in an image of either format under the name of that format's own layers. */
    private static final Set<String> LAYERS =
            Set.of("application/vnd.docker.image.rootfs.diff.tar.gzip", "application/vnd.oci.image.layer.v1.tar+gzip");

    public Base {
        layers = List.copyOf(layers);
        configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    }

    /** No image at all. */
    public static Base nothing(Platform platform) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("architecture", platform.architecture());
        configuration.put("os", platform.os());
        return new Base(List.of(), configuration);
    }

    /** What manifest and configuration say; empty if it has layers of a kind that not every registry and engine takes. */
    static Optional<Base> of(Map<String, Object> manifest, Map<String, Object> configuration) {
        List<Blob> layers = new ArrayList<>();
        for (Object one : Json.list(manifest.get("layers"))) {
            Map<String, Object> layer = Json.object(one);
            if (!LAYERS.contains(String.valueOf(layer.get("mediaType")))
                    || layer.containsKey("urls")
                    || !(layer.get("size") instanceof Long size)) {
                return Optional.empty();
            }
            layers.add(new Blob(String.valueOf(layer.get("digest")), size));
        }
        Base base = new Base(layers, configuration);
        return base.diffIds().size() == layers.size() ? Optional.of(base) : Optional.empty();
    }

    /** Its layers' digests before compression, bottom first. */
    List<Object> diffIds() {
        return Json.list(Json.object(configuration.get("rootfs")).get("diff_ids"));
    }

    /** What its containers do. */
    Map<String, Object> config() {
        return Json.object(configuration.get("config"));
    }

    /** What it says of its Java, which may be nothing. */
    public String javaVersion() {
        return Json.list(config().get("Env")).stream()
                .map(String::valueOf)
                .filter(variable -> variable.startsWith(JAVA_VERSION))
                .map(variable -> variable.substring(JAVA_VERSION.length()))
                .findFirst()
                .orElse("");
    }
}
