package io.github.dockerstrategy.maven.config;

/** {@code <registry>}: how one registry is reached. */
public class RegistryParameters {

    /** Host and optional port, as in image names. */
    public String host;

    /** User name. Better kept in settings.xml, or a credential helper. */
    public String username;

    /** Password. Better kept in settings.xml, or a credential helper. */
    public String password;

    /** Credential helper: the part after docker-credential-, or a path. */
    public String credHelper;

    /** Whether plain HTTP and unverified certificates are allowed. Default: false. */
    public Boolean insecure;
}
