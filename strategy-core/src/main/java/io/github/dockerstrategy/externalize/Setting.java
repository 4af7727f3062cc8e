package io.github.dockerstrategy.externalize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A parameter of this library that says what a line of a Dockerfile said.
 *
 * @param parameter its path, such as {@code container.ports}
 * @param item the name of an item in a list or map; empty for a single value
 * @param values the value, under an empty name; or the values of an item with several, by name
 */
public record Setting(String parameter, String item, Map<String, String> values) {

    public Setting {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static Setting of(String parameter, String value) {
        return new Setting(parameter, "", Map.of("", value));
    }

    static Setting item(String parameter, String item, String value) {
        return new Setting(parameter, item, Map.of("", value));
    }
}
