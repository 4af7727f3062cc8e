package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.CredentialProgram;
import io.github.dockerstrategy.engine.oci.Credentials;
import io.github.dockerstrategy.engine.oci.DockerConfigFile;
import io.github.dockerstrategy.engine.oci.Login;
import io.github.dockerstrategy.engine.oci.RegistryFailure;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.Programs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for stored credentials. A type of its own, as none of it is loaded before a registry asks for credentials.
 *
 * @param registries where to look
 */
record StoredLogins(Registries registries) {

    private static final String CONFIGURED = "<registries>";

    /**
     * The first credentials that are found for {@code image}.
     *
     * @throws RegistryFailure if the helper that the configuration names has none
     */
    Credentials find(ImageName image) throws RegistryFailure {
        Programs programs = new HostPrograms();
        List<String> hosts = Registries.names(image.registry());
        Optional<RegistrySettings> settings = registries.settings(image.registry());
        Optional<Login> written = settings.flatMap(RegistrySettings::login);
        if (written.isPresent()) {
            return Credentials.of(written.get(), CONFIGURED);
        }
        Optional<String> helper = settings.flatMap(RegistrySettings::credHelper);
        if (helper.isPresent()) {
            Credentials kept = configured(helper.get(), image, hosts, programs);
            if (kept.login().isPresent()) {
                return kept;
            }
        }
        for (String host : hosts) {
            Optional<Login> login = registries.toolSettings().apply(host);
            if (login.isPresent()) {
                return Credentials.of(login.get(), "settings.xml");
            }
        }
        return inFiles(image, hosts, programs);
    }

    private static Credentials configured(String helper, ImageName image, List<String> hosts, Programs programs)
            throws RegistryFailure {
        String program = helper.indexOf('/') >= 0 ? helper : "docker-credential-" + helper;
        CredentialProgram named =
                new CredentialProgram(program, "<registry><credHelper>", programs, CredentialProgram.USUAL_PATIENCE);
        Credentials kept = Credentials.none("");
        for (String host : hosts) {
            kept = named.get(host);
            if (kept.login().isPresent()) {
                return kept;
            }
        }
        if (!kept.failure().isEmpty()) {
            throw new RegistryFailure(
                    RegistryFailure.Kind.CREDENTIALS,
                    "no login for " + image.registry() + " could be got: " + kept.failure());
        }
        return kept;
    }

    private Credentials inFiles(ImageName image, List<String> hosts, Programs programs) {
        List<String> searched = new ArrayList<>(List.of("settings.xml"));
        String failure = "";
        for (Path file : registries.configFiles()) {
            Credentials found = new DockerConfigFile(file, programs).find(hosts, image.repository());
            if (found.login().isPresent()) {
                return found;
            }
            searched.add(file.toString());
            failure = failure.isEmpty() ? found.failure() : failure;
        }
        if (CloudCredentials.knows(image.registry())) {
            Credentials found =
                    CloudCredentials.of(image, registries.environment()).find();
            if (found.login().isPresent()) {
                return found;
            }
            searched.add(found.source());
            failure = failure.isEmpty() ? found.failure() : failure;
        }
        return new Credentials(Optional.empty(), String.join(", ", searched), failure);
    }
}
