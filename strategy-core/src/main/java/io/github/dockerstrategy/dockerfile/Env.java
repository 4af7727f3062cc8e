package io.github.dockerstrategy.dockerfile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code ENV KEY="VALUE" …}, one variable a line. Values are taken as they are: {@code $PATH} is five characters.
 *
 * @param variables at least one, in order
 */
public record Env(Map<String, String> variables) implements Instruction {

    public Env {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        Pairs.check(variables, "the environment variable");
    }

    public static Env of(String key, String value) {
        return new Env(Map.of(key, value));
    }

    @Override
    public String text() {
        return new Line("ENV").aligned(Pairs.words(variables)).text();
    }
}
