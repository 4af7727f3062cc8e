package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.HttpTimes;
import io.github.dockerstrategy.engine.oci.RegistryAccess;
import io.github.dockerstrategy.engine.oci.RegistryClient;
import io.github.dockerstrategy.engine.oci.RegistryConnection;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.report.BuildLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Clients that load fast, one for each repository: each keeps its connections and its login. */
final class RegistryClients {

    private final Registries registries;
    private final BuildLog log;
    private final Map<String, RegistryClient> known = new ConcurrentHashMap<>();

    /**
     * @param registries how registries are reached
     * @param log hears of retries, and of where credentials come from
     */
    RegistryClients(Registries registries, BuildLog log) {
        this.registries = registries;
        this.log = log;
    }

    /** For a repository that is only read. */
    RegistryClient toPull(ImageName image) {
        return client(image, "pull");
    }

    /** For a repository that is written to. */
    RegistryClient toPush(ImageName image) {
        return client(image, "pull,push");
    }

    private RegistryClient client(ImageName image, String actions) {
        String host = JibNames.host(image);
        String scope = "repository:" + image.repository() + ":" + actions;
        return known.computeIfAbsent(host + " " + scope, name -> {
            RegistryAccess access = new RegistryAccess(() -> new StoredLogins(registries).find(image), List.of(scope));
            return new RegistryClient(
                    new RegistryConnection(
                            host, registries.isPlainAllowed(host), JibEngine.TOOL, access, HttpTimes.standard(), log),
                    image.repository());
        });
    }
}
