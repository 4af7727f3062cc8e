package io.github.dockerstrategy;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The engine and the registries that {@code scripts/test-env up} has started; the system property {@code it.env} names its
 * properties file. Without it the test is skipped.
 */
public final class TestEnvironment {

    private final Properties properties = new Properties();

    private TestEnvironment() {}

    public static TestEnvironment get() {
        String file = System.getProperty("it.env", "");
        assumeThat(file).as("the system property it.env").isNotBlank();
        TestEnvironment environment = new TestEnvironment();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            environment.properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("the test environment is not up: scripts/test-env up", e);
        }
        return environment;
    }

    /** A value that must be there. */
    public String value(String key) {
        return find(key).orElseThrow(() -> new IllegalStateException("not in the test environment: " + key));
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(properties.getProperty(key)).filter(value -> !value.isBlank());
    }

    /** What a docker CLI needs to find the engine. */
    public Map<String, String> engine() {
        return Map.of("DOCKER_HOST", value("docker.host"));
    }
}
