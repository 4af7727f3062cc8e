package io.github.dockerstrategy.engine.oci;

import java.util.Optional;

/**
 * What was found for a registry.
 *
 * @param login empty if there is none
 * @param source where it was found; where it was looked for, if there is none
 * @param failure a place that could not be read, in words; empty if there is none
 */
public record Credentials(Optional<Login> login, String source, String failure) {

    public static Credentials of(Login login, String source) {
        return new Credentials(Optional.of(login), source, "");
    }

    public static Credentials none(String searched) {
        return new Credentials(Optional.empty(), searched, "");
    }
}
