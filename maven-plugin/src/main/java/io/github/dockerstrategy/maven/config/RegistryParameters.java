package io.github.dockerstrategy.maven.config;

/** {@code <registry>}: credentials and connection options of one registry. */
public class RegistryParameters {

    /** Host and optional port, as in image names. */
    public String host;

    /** User name. Prefer settings.xml or a credential helper. */
    public String username;

    /** Password. Prefer settings.xml or a credential helper. */
    public String password;

    /** Credential helper: the part after docker-credential-, or a path. */
    public String credHelper;

    /** Whether plain HTTP and unverified certificates are allowed. Default: false. */
    public Boolean insecure;
}
