package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <layer>}: a layer of the image, and what is to lie in it. */
public class LayerParameters {

    /** Its name: lower case words with dashes. */
    public String name;

    /** Patterns {@code groupId:artifactId} of the jars in it, with * for any text; snapshots and modules of this build too. */
    public List<String> dependencies = new ArrayList<>();

    /** Globs of the files in it by their path in the image, such as {@code /app/resources/static/**}. */
    public List<String> paths = new ArrayList<>();
}
