package io.github.dockerstrategy.oci.registry;

import static io.github.dockerstrategy.problem.Mention.buildTool;
import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.BuildToolTerm;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.Programs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks for stored credentials. A type of its own, as none of it is loaded before a registry asks for credentials.
 *
 * @param registries where to look
 */
record CredentialSources(Registries registries) {

    private static final String CONFIGURED = parameter("registries");

    /**
     * The first credentials that are found for {@code image}.
     *
     * @throws RegistryException if the helper that the configuration names has none
     */
    CredentialLookup find(ImageReference image) throws RegistryException {
        Programs programs = new HostPrograms();
        List<String> hosts = Registries.names(image.registry());
        Optional<RegistrySettings> settings = registries.settings(image.registry());
        Optional<Credentials> written = settings.flatMap(RegistrySettings::login);
        if (written.isPresent()) {
            return CredentialLookup.of(written.get(), CONFIGURED);
        }
        Optional<String> helper = settings.flatMap(RegistrySettings::credHelper);
        if (helper.isPresent()) {
            CredentialLookup kept = configured(helper.get(), image, hosts, programs);
            if (kept.login().isPresent()) {
                return kept;
            }
        }
        for (String host : hosts) {
            Optional<Credentials> login = registries.toolSettings().apply(host);
            if (login.isPresent()) {
                return CredentialLookup.of(login.get(), buildTool(BuildToolTerm.USER_SETTINGS));
            }
        }
        return inFiles(image, hosts, programs);
    }

    private static CredentialLookup configured(
            String helper, ImageReference image, List<String> hosts, Programs programs) throws RegistryException {
        String program = helper.indexOf('/') >= 0 ? helper : "docker-credential-" + helper;
        CredentialHelper named = new CredentialHelper(
                program, parameter("registries.registry.credHelper"), programs, CredentialHelper.USUAL_PATIENCE);
        CredentialLookup kept = CredentialLookup.none("");
        for (String host : hosts) {
            kept = named.get(host);
            if (kept.login().isPresent()) {
                return kept;
            }
        }
        if (!kept.failure().isEmpty()) {
            throw new RegistryException(
                    RegistryException.Kind.CREDENTIALS,
                    "no login for " + image.registry() + " could be got: " + kept.failure());
        }
        return kept;
    }

    private List<DockerConfigFile> configurations(Programs programs) {
        List<DockerConfigFile> all = new ArrayList<>();
        registries
                .authConfig()
                .ifPresent(text -> all.add(DockerConfigFile.inVariable(Registries.AUTH_CONFIG, text, programs)));
        registries.configFiles().forEach(file -> all.add(DockerConfigFile.in(file, programs)));
        return all;
    }

    private CredentialLookup inFiles(ImageReference image, List<String> hosts, Programs programs) {
        List<String> searched = new ArrayList<>(List.of(buildTool(BuildToolTerm.USER_SETTINGS)));
        String failure = "";
        for (DockerConfigFile file : configurations(programs)) {
            CredentialLookup found = file.find(hosts, image.repository());
            if (found.login().isPresent()) {
                return found;
            }
            searched.add(file.source());
            failure = failure.isEmpty() ? found.failure() : failure;
        }
        CredentialLookup cloud = registries.cloud().apply(image);
        if (cloud.login().isPresent()) {
            return cloud;
        }
        if (!cloud.source().isEmpty()) {
            searched.add(cloud.source());
        }
        failure = failure.isEmpty() ? cloud.failure() : failure;
        return new CredentialLookup(Optional.empty(), String.join(", ", searched), failure);
    }
}
