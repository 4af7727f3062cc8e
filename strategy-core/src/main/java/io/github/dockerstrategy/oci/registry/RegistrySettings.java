package io.github.dockerstrategy.oci.registry;

import java.util.Optional;

/**
 * What was configured for one registry.
 *
 * @param host host and optional port, as in an image name
 * @param login user name and password, if written there
 * @param credHelper the credential helper to ask: the part after {@code docker-credential-}, or a path
 * @param insecure whether plain HTTP and unverified certificates are allowed
 */
public record RegistrySettings(
        String host, Optional<Credentials> login, Optional<String> credHelper, boolean insecure) {}
