package io.github.dockerstrategy.maven.config;

/** {@code <file>}: a single file. */
public class FileParameters {

    /** A path relative to the module, or Maven coordinates {@code groupId:artifactId:version[:type[:classifier]]}. */
    public String from;

    /** The file's path in the image; a path that ends with / keeps the file's name. */
    public String into;

    /** Three octal digits. Default: 644. */
    public String mode;

    /** Numeric uid or uid:gid. Default: 0:0. */
    public String owner;
}
