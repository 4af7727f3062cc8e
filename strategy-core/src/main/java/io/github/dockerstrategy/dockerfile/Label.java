package io.github.dockerstrategy.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code LABEL KEY="VALUE" …}, one label a line. Values are taken as they are.
 *
 * @param labels at least one, in order
 */
public record Label(Map<String, String> labels) implements Instruction {

    public Label {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        Pairs.check(labels, "the label");
    }

    public static Label of(String key, String value) {
        return new Label(Map.of(key, value));
    }

    @Override
    public String text() {
        return new Line("LABEL").aligned(Pairs.words(labels)).text();
    }
}
