package io.github.dockerstrategy.maven.config;

/** {@code <file>}: one file from anywhere. */
public class FileParameters {

    /** A path relative to the module, or Maven coordinates {@code groupId:artifactId:version[:type[:classifier]]}. */
    public String from;

    /** Its path in the image; one that ends in / keeps the file's own name. */
    public String into;

    /** Three octal digits. Default: 644. */
    public String mode;

    /** Numeric uid or uid:gid. Default: 0:0. */
    public String owner;
}
