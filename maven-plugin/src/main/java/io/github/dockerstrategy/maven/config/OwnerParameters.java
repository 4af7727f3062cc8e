package io.github.dockerstrategy.maven.config;

/** {@code <owner>}: the owner of the files that a glob matches. The exact path wins, then the first matching glob. */
public class OwnerParameters {

    /** Path or glob in the image, such as {@code /data/**}. */
    public String file;

    /** Numeric uid or uid:gid. */
    public String owner;
}
