package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.engine.oci.Base;
import io.github.dockerstrategy.engine.oci.BaseLayers;
import io.github.dockerstrategy.engine.oci.BaseRegistry;
import io.github.dockerstrategy.engine.oci.BaseStore;
import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.Platform;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out what base images are, without jib and without their layers.
 *
 * @param settings where that is kept
 * @param clients ask registries
 * @param log hears why it was not possible
 */
record KnownBases(JibSettings settings, RegistryClients clients, BuildLog log) {

    /** The base; empty where only jib can tell, such as of a daemon's image. */
    Optional<Base> find(BaseImage base, Platform platform) {
        if (base.isEmpty()) {
            return Optional.of(Base.nothing(platform));
        }
        return base instanceof BaseImage.Registry registry ? find(registry.name(), platform) : Optional.empty();
    }

    /** Where the layers of a base are had from; empty if only jib has them, or nobody without a network. */
    Optional<BaseLayers> layers(BaseImage base) {
        return base instanceof BaseImage.Registry registry && !settings.offline()
                ? Optional.of(new BaseLayers(settings.baseCache(), clients.toPull(registry.name()), log))
                : Optional.empty();
    }

    /** The base of that name, which has a digest. */
    Optional<Base> find(ImageName pinned, Platform platform) {
        BaseStore store = new BaseStore(settings.baseCache().resolve("documents"));
        if (pinned.digest().isEmpty()) {
            return Optional.empty();
        }
        if (settings.offline()) {
            return store.find(pinned, platform);
        }
        try {
            return new BaseRegistry(store).find(pinned, platform, clients.toPull(pinned));
        } catch (IOException | IllegalArgumentException e) {
            log.debug("left to jib, as the base " + pinned + " could not be asked for: " + e);
            return Optional.empty();
        }
    }
}
