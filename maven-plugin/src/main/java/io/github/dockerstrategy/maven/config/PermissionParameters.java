package io.github.dockerstrategy.maven.config;

/** {@code <permission>}: the mode of the files that a glob matches. The exact path wins, then the first matching glob. */
public class PermissionParameters {

    /** Path or glob in the image, such as {@code /app/bin/*}. */
    public String file;

    /** Three octal digits, such as {@code 755}. */
    public String mode;
}
