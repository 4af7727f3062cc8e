package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <path>}: a folder whose contents go into the image. */
public class PathParameters {

    /** The folder, relative to the module. */
    public String from;

    /** Where its contents go. Default: /. */
    public String into;

    /** Globs of the relative paths to take, as Java and Jib have them; one that ends in a slash, a folder and all below it. Default: all. */
    public List<String> includes = new ArrayList<>();

    /** Globs of the relative paths to leave out; one that ends in a slash, a folder and all below it. */
    public List<String> excludes = new ArrayList<>();
}
