package io.github.dockerstrategy.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What an image says of its containers, as far as two images of one description must agree. */
final class ImageConfig {

    private static final List<String> KEYS =
            List.of("Entrypoint", "Cmd", "User", "WorkingDir", "ExposedPorts", "Labels", "Volumes");
    static final String HEALTH_CHECK = "Healthcheck";

    private ImageConfig() {}

    static Map<String, Object> of(String image, Engine engine) throws IOException {
        JsonNode whole = new ObjectMapper()
                .readTree(engine.docker("image", "inspect", image).orFail("image inspect"))
                .path(0);
        JsonNode config = whole.path("Config");
        TreeMap<String, Object> found = new TreeMap<>();
        for (String key : KEYS) {
            found.put(key, value(config.path(key)));
        }
        // Podman has it next to the configuration
        found.put(
                HEALTH_CHECK,
                value(
                        config.path(HEALTH_CHECK).isMissingNode()
                                ? whole.path(HEALTH_CHECK)
                                : config.path(HEALTH_CHECK)));
        TreeSet<String> variables = new TreeSet<>();
        config.path("Env").forEach(variable -> variables.add(variable.asText()));
        found.put("Env", variables);
        return found;
    }

    private static Object value(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        return value.isMissingNode() || value.isNull() || value.isEmpty() ? "" : value;
    }
}
