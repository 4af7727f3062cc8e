package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The engine and the registries that {@code scripts/test-env} has started. */
public final class TestEnv {

    private final Properties properties = new Properties();

    private TestEnv(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the test environment", e);
        }
    }

    /** The environment that a properties file describes. */
    public static TestEnv in(String file) {
        return new TestEnv(Path.of(file));
    }

    /** The environment that this Java virtual machine was told of with {@code -Dit.env=FILE}. */
    public static TestEnv current() {
        String file = System.getProperty("it.env", "");
        if (file.isEmpty()) {
            throw new IllegalStateException("no test environment: run scripts/test-env and add -Dit.env=FILE");
        }
        return in(file);
    }

    public String dockerHost() {
        return get("docker.host");
    }

    public String dockerCli() {
        return get("docker.cli");
    }

    /** A newer CLI than {@link #dockerCli}, without a builder of its own: by itself it has the legacy one. */
    public String newerDockerCli() {
        return get("docker.cli.legacy28");
    }

    /** The {@code DOCKER_CONFIG} in which {@link #newerDockerCli} finds buildx. */
    public String dockerConfigWithBuildx() {
        return get("docker.config.buildx");
    }

    public String podman() {
        return get("podman.cli");
    }

    /** Host and port of the registry that is open to everybody. */
    public String registry() {
        return get("registry");
    }

    /** Host and port of the registry that wants a login. */
    public String registryWithLogin() {
        return get("registry.auth");
    }

    public String user() {
        return get("registry.auth.user");
    }

    public String password() {
        return get("registry.auth.password");
    }

    /** The properties of the samples' POMs that bring in this environment. */
    public Map<String, String> sampleProperties() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("it.registry", registry());
        all.put("it.base.jre", registry() + "/base/jre:17");
        all.put("it.base.tomcat", registry() + "/base/tomcat:10");
        all.put("it.base.jetty", registry() + "/base/jetty:12");
        all.put("it.base.golang", registry() + "/base/golang:1");
        return all;
    }

    boolean has(String key) {
        return properties.containsKey(key);
    }

    /** What is called {@code key}; it must be there. */
    String get(String key) {
        String value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("the test environment has no " + key + ": it was made by an older script");
        }
        return value;
    }
}
