package io.github.dockerstrategy.maven.config;

/** {@code <owner>}: the owner of the files that a glob matches. The one for a path itself counts, else the first that matches. */
public class OwnerParameters {

    /** Path or glob in the image, such as {@code /data/**}. */
    public String file;

    /** Numeric uid or uid:gid. */
    public String owner;
}
