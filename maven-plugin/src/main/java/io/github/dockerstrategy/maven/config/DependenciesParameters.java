package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <dependencies>}: which of the module's runtime dependencies go into the image. */
public class DependenciesParameters {

    /** Patterns {@code groupId:artifactId} to take, with * for any text. Default: all. */
    public List<String> includes = new ArrayList<>();

    /** Patterns {@code groupId:artifactId} to leave out. */
    public List<String> excludes = new ArrayList<>();
}
