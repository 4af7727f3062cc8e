package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code <builder>}: what makes the artifact, and where. */
public class BuilderParameters {

    /** Image to build in, for strategies that build in a container. Default: maven:3.9-eclipse-temurin with the module's LTS. */
    public String from;

    /** Shell command lines, run in the module's folder, instead of this Maven build. */
    public List<String> commands = new ArrayList<>();

    /** The file or folder that the commands make, relative to the module. */
    public String artifact;

    /** Where it goes in the image; for a file, a path that ends in / keeps its name. */
    public String into;

    /**
     * How a build in a container keeps what Maven downloads: {@code layer} (a layer made from the POMs alone: every builder,
     * registry caches), {@code mount} (a BuildKit cache mount: survives POM changes) or {@code none}. Default: layer.
     */
    public String dependencyCache;

    /**
     * The Maven of a build in a container: {@code wrapper} (the project's) or {@code image} (the builder image's). Default: wrapper, if
     * there is one whose Maven is 3.6.3 or newer.
     */
    public String maven;

    /** A settings.xml for a build in a container, relative to the module; mounted as a secret, never in a layer. */
    public String settings;

    /**
     * Names of {@code -D} properties that a build in a container gets in the open, so no secrets; all others are left out then. An
     * empty list counts as none. Default: all of them, in a file that is mounted as a secret.
     */
    public List<String> properties;

    /** Files that RUN commands of the build can read at /run/secrets/ID while they run, by id. */
    public Map<String, String> secrets = new LinkedHashMap<>();
}
