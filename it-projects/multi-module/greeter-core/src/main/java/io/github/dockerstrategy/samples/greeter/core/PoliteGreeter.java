package io.github.dockerstrategy.samples.greeter.core;

import io.github.dockerstrategy.samples.greeter.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.commons.lang3.StringUtils;

/** Writes every part of a name with a capital letter. */
public final class PoliteGreeter implements Greeter {

    private final String pattern = texts().getProperty("greeting");

    @Override
    public String greet(String name) {
        String[] parts = StringUtils.split(name.toLowerCase());
        for (int i = 0; i < parts.length; i++) {
            parts[i] = StringUtils.capitalize(parts[i]);
        }
        return pattern.replace("{name}", StringUtils.join(parts, ' '));
    }

    private static Properties texts() {
        Properties texts = new Properties();
        try (InputStream in = PoliteGreeter.class.getResourceAsStream("greeter.properties")) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
