package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <dependencies>}: which of the module's runtime dependencies the image contains. */
public class DependenciesParameters {

    /** Patterns {@code groupId:artifactId} to include, with * for any text. Default: all. */
    public List<String> includes = new ArrayList<>();

    /** Patterns {@code groupId:artifactId} to exclude. */
    public List<String> excludes = new ArrayList<>();

    /**
     * Maximum number of layers, from 1 to 96, for released dependencies that no layer in {@code <layers>} matches. With more
     * layers, an upgrade sends less. A jar's layer depends only on its coordinates and size. 1 is a single layer, as with Jib.
     * Default: 32.
     */
    public String layers;
}
