package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials for the registries of Google and Amazon where none are written down: jib-core asks the helpers of their command-line
 * tools, and takes Google's application default credentials. Loads jib-core, so it is asked last, and for these registries only.
 *
 * @param retrievers where to look, in order
 * @see <a href="https://cloud.google.com/docs/authentication/application-default-credentials">application default credentials</a>
 */
public record CloudCredentials(List<CredentialRetriever> retrievers) {

    private static final List<String> HOSTS = List.of("gcr.io", "pkg.dev", "amazonaws.com");

    private static final String SOURCE = "the credentials of the cloud's command-line tools";

    public CloudCredentials {
        retrievers = List.copyOf(retrievers);
    }

    /** What is found for {@code image}; nothing, and jib-core is not loaded, if its registry is not one of these. */
    public static CredentialLookup find(ImageReference image, Map<String, String> environment) {
        return knows(image.registry()) ? of(image, environment).find() : CredentialLookup.none("");
    }

    static boolean knows(String registry) {
        return HOSTS.stream().anyMatch(host -> registry.equals(host) || registry.endsWith("." + host));
    }

    static CloudCredentials of(ImageReference image, Map<String, String> environment) {
        CredentialRetrieverFactory factory = CredentialRetrieverFactory.forImage(
                com.google.cloud.tools.jib.api.ImageReference.of(image.registry(), image.repository(), null),
                event -> {},
                environment);
        return new CloudCredentials(
                List.of(factory.wellKnownCredentialHelpers(), factory.googleApplicationDefaultCredentials()));
    }

    /** The first that are found, or the first reason why there are none. */
    public CredentialLookup find() {
        String failure = "";
        for (CredentialRetriever retriever : retrievers) {
            try {
                Optional<Credential> found = retriever.retrieve();
                if (found.isPresent()) {
                    return CredentialLookup.of(
                            new Credentials(
                                    found.get().getUsername(), found.get().getPassword()),
                            SOURCE);
                }
            } catch (CredentialRetrievalException e) {
                failure = failure.isEmpty() ? SOURCE + " cannot be read: " + e.getMessage() : failure;
            }
        }
        return new CredentialLookup(Optional.empty(), SOURCE, failure);
    }
}
