package io.github.dockerstrategy.maven.config;

import java.util.ArrayList;
import java.util.List;

/** {@code <path>}: a folder whose contents go into the image. */
public class PathParameters {

    /** The folder, relative to the module. */
    public String from;

    /** Target folder in the image. Default: /. */
    public String into;

    /**
     * Globs of the relative paths to include, with the syntax of Java and Jib; a glob that ends with a slash matches a folder and
     * everything below it. Default: all.
     */
    public List<String> includes = new ArrayList<>();

    /** Globs of the relative paths to exclude; a glob that ends with a slash matches a folder and everything below it. */
    public List<String> excludes = new ArrayList<>();
}
