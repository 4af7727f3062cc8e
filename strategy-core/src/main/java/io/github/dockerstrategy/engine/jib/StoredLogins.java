package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.engine.oci.Login;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.util.Optional;

/**
 * Logins where jib looks for them. A type of its own, as no part of jib is loaded before a registry asks for a login.
 *
 * @param registries where to look
 * @param log receives jib's own words
 */
record StoredLogins(Registries registries, BuildLog log) {

    /** The first one that is found for {@code image}. */
    Optional<Login> find(ImageName image) throws IOException {
        try {
            return registries
                    .login(JibNames.reference(image), new JibLog(log)::debug)
                    .map(found -> new Login(found.getUsername(), found.getPassword()));
        } catch (CredentialRetrievalException e) {
            throw new IOException(e);
        }
    }
}
