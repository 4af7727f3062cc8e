package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <builder>}: what builds the artifact, and where. */
public class BuilderParameters {

    /** The builder image, for strategies that build in a container. Default: maven:3.9-eclipse-temurin with the module's LTS. */
    public String from;

    /** Shell commands that replace this Maven build, run in the module's folder. */
    public List<String> commands = new ArrayList<>();

    /** The file or folder that the commands create, relative to the module. */
    public String artifact;

    /** The artifact's path in the image; a path that ends with / keeps a file's name. */
    public String into;

    /**
     * How a container build caches Maven's downloads: {@code layer} (a layer made from the POMs only: works with every builder
     * and registry caches), {@code mount} (a BuildKit cache mount: survives POM changes) or {@code none}. Default: layer.
     */
    public String dependencyCache;

    /**
     * The Maven of a container build: {@code wrapper} (the project's) or {@code image} (the builder image's). Default: the
     * wrapper, if its Maven is 3.6.3 or newer.
     */
    public String maven;

    /** A settings.xml for a container build, relative to the module; mounted as a secret, never in a layer. */
    public String settings;

    /**
     * Names of {@code -D} properties without secrets that a container build gets as plain text; all others are then left out.
     * Default: all properties, in a file mounted as a secret.
     */
    public List<String> properties;

    /** Files by id that RUN commands of the build can read at /run/secrets/ID while they run. */
    public Map<String, String> secrets = new LinkedHashMap<>();
}
