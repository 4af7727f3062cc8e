package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.registry.credentials.CredentialRetrievalException;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudCredentialsTest {

    private static final CredentialRetriever NOTHING = Optional::empty;
    private static final CredentialRetriever BROKEN = () -> {
        throw new CredentialRetrievalException(new IOException("the helper says no"));
    };

    @ParameterizedTest
    @CsvSource({
        "gcr.io, true",
        "eu.gcr.io, true",
        "europe-docker.pkg.dev, true",
        "123456789012.dkr.ecr.eu-west-1.amazonaws.com, true",
        "notgcr.io, false",
        "gcr.io.example.com, false",
        "registry.example.com, false",
        "docker.io, false",
    })
    void areLookedForWhereACloudRunsTheRegistry(String registry, boolean known) {
        assertThat(CloudCredentials.knows(registry)).isEqualTo(known);
    }

    @Test
    void theFirstThatAreFoundCount() {
        CredentialLookup found = new CloudCredentials(List.of(NOTHING, BROKEN, found("first"), found("second"))).find();
        assertThat(found.login()).contains(new Credentials("first", "secret"));
        assertThat(found.failure()).isEmpty();
    }

    @Test
    void whereThereAreNoneTheReasonIsTold() {
        CredentialLookup found = new CloudCredentials(List.of(BROKEN, NOTHING)).find();
        assertThat(found.login()).isEmpty();
        assertThat(found.failure()).contains("the helper says no");
    }

    @Test
    void aMachineWithoutTheToolsHasNone() {
        CloudCredentials cloud = CloudCredentials.of(
                ImageReference.parse("123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app:1", "image"), Map.of());
        assertThat(cloud.find().login()).isEmpty();
    }

    private static CredentialRetriever found(String user) {
        return () -> Optional.of(Credential.from(user, "secret"));
    }
}
