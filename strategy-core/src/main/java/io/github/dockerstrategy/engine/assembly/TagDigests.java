package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.oci.Digest;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The digests that tags have in their registries now. Each is asked for once. */
final class TagDigests {

    private final RegistryClients clients;

    /** By name: the JDK generates a record's comparison when it is first used, which takes as long as asking a registry. */
    private final Map<String, Optional<Digest>> known = new ConcurrentHashMap<>();

    /** @param clients reach registries */
    TagDigests(RegistryClients clients) {
        this.clients = clients;
    }

    /**
     * The digest of a tag that is pushed to; empty if there is no such tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the registry does not answer
     */
    Optional<Digest> of(ImageReference image) {
        return known.computeIfAbsent(image.toString(), name -> {
            try {
                return clients.toPush(image).digest(image.tagOrLatest());
            } catch (IOException e) {
                throw new AssemblyProblems("push", image).of(e);
            }
        });
    }

    /**
     * The digest of a base image's tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if there is no such tag, or the registry does not answer
     */
    Digest ofBase(ImageReference image) {
        RegistryProblems problems = new RegistryProblems("pull the base image", image, BaseImageProblems.WHERE);
        try {
            return clients.toPullBase(image).digest(image.tagOrLatest()).orElseThrow(problems::notFound);
        } catch (IOException e) {
            throw problems.of(e);
        }
    }
}
