package io.github.dockerstrategy.engine.jib;

import com.google.cloud.tools.jib.api.ImageReference;
import io.github.dockerstrategy.image.ImageName;

/** Our names in jib's words. */
final class JibNames {

    private static final String HUB_HOST = "registry-1.docker.io";

    private JibNames() {}

    static ImageReference reference(ImageName name) {
        String host = name.registry().equals(ImageName.DOCKER_HUB) ? null : name.registry();
        return ImageReference.of(
                host, name.repository(), name.tag().orElse(null), name.digest().orElse(null));
    }

    /** The host that answers for a registry: Docker Hub's name is not the one it listens on. */
    static String host(ImageName name) {
        return name.registry().equals(ImageName.DOCKER_HUB) ? HUB_HOST : name.registry();
    }
}
