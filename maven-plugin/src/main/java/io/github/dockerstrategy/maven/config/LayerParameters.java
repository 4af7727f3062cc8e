package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <layer>}: a layer of the image and the files in it. */
public class LayerParameters {

    /** The layer's name: lower case words with dashes. */
    public String name;

    /**
     * Patterns {@code groupId:artifactId} of the layer's jars, with * for any text; they also match snapshots and modules of this
     * build.
     */
    public List<String> dependencies = new ArrayList<>();

    /** Globs of the layer's files by their path in the image, such as {@code /app/resources/static/**}. */
    public List<String> paths = new ArrayList<>();
}
