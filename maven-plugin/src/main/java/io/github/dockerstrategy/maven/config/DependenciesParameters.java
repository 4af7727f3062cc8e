package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <dependencies>}: which of the module's runtime dependencies go into the image. */
public class DependenciesParameters {

    /** Patterns {@code groupId:artifactId} to take, with * for any text. Default: all. */
    public List<String> includes = new ArrayList<>();

    /** Patterns {@code groupId:artifactId} to leave out. */
    public List<String> excludes = new ArrayList<>();

    /**
     * Number of layers at most that released dependencies are spread over, those aside that have a layer in {@code <layers>}: from 1 to
     * 96; more layers, and an upgrade sends less. Which layer a jar goes to depends on its coordinates and size only. 1 is one layer
     * for all, as Jib makes it. Default: 32.
     */
    public String layers;
}
