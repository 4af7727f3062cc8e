package io.github.dockerstrategy.oci.registry;

import java.util.Optional;

/**
 * What was found for a registry.
 *
 * @param login empty if there is none
 * @param source where it was found; where it was looked for, if there is none
 * @param failure a place that could not be read, in words; empty if there is none
 */
public record CredentialLookup(Optional<Credentials> login, String source, String failure) {

    public static CredentialLookup of(Credentials login, String source) {
        return new CredentialLookup(Optional.of(login), source, "");
    }

    public static CredentialLookup none(String searched) {
        return new CredentialLookup(Optional.empty(), searched, "");
    }
}
