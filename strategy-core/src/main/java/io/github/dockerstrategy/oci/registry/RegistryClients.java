package io.github.dockerstrategy.oci.registry;

import io.github.dockerstrategy.log.BuildLog;
import io.github.dockerstrategy.oci.ImageReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that load fast, one for each repository: each keeps its connections and its login. */
public final class RegistryClients {

    private static final String AGENT = "docker-strategy";

    private final Registries registries;
    private final BuildLog log;
    private final Map<String, RegistryClient> known = new ConcurrentHashMap<>();
    private final Map<String, PullRepository> bases = new ConcurrentHashMap<>();

    /**
     * @param registries how registries are reached
     * @param log gets retries, and where credentials come from
     */
    public RegistryClients(Registries registries, BuildLog log) {
        this.registries = registries;
        this.log = log;
    }

    /** For a base image, by way of a mirror where one is configured for its registry. */
    public PullRepository toPullBase(ImageReference image) {
        return bases.computeIfAbsent(
                image.registry() + " " + image.repository(),
                name -> new PullRepository(
                        toPull(image), registries.mirror(image).map(this::toPull), log));
    }

    /** For a repository that is only read. */
    public RegistryClient toPull(ImageReference image) {
        return client(image, "pull");
    }

    /** For a repository that is written to. */
    public RegistryClient toPush(ImageReference image) {
        return client(image, "pull,push");
    }

    private CredentialLookup find(ImageReference image, String host) throws IOException {
        CredentialLookup found = new CredentialSources(registries).find(image);
        if (found.login().isPresent()) {
            log.foundCredentials(host, found.source());
        }
        return found;
    }

    private RegistryClient client(ImageReference image, String actions) {
        String host = RegistryHosts.host(image);
        String scope = "repository:" + image.repository() + ":" + actions;
        return known.computeIfAbsent(host + " " + scope, name -> {
            RegistryAuthenticator access = new RegistryAuthenticator(() -> find(image, host), List.of(scope));
            return new RegistryClient(
                    new RegistryTransport(
                            host,
                            registries.isPlainAllowed(host),
                            AGENT,
                            access,
                            HttpTimeouts.standard(),
                            registries.proxies(),
                            log),
                    image.repository());
        });
    }
}
