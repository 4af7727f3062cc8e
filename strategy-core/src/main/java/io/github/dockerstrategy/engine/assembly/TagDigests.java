package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.RegistryClients;
import io.github.dockerstrategy.oci.registry.RegistryProblems;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What tags stand for in their registries right now: each is asked for once. */
final class TagDigests {

    private final RegistryClients clients;

    /** By the text of the name: how records are compared is put together at run time, which takes as long as asking a registry. */
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    /** @param clients ask */
    TagDigests(RegistryClients clients) {
        this.clients = clients;
    }

    /**
     * The digest of a tag that is pushed to; empty if there is no such tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the registry cannot be asked
     */
    Optional<String> of(ImageReference image) {
        return known.computeIfAbsent(image.toString(), name -> {
            try {
                return clients.toPush(image).digest(image.tagOrLatest());
            } catch (IOException e) {
                throw new RegistryProblems("push", image, parameter("image")).of(e);
            }
        });
    }

    /**
     * The digest of a base's tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the registry does not have it, or cannot be asked
     */
    String ofBase(ImageReference image) {
        RegistryProblems problems = new RegistryProblems("pull the base image", image, BasePinning.WHERE);
        try {
            return clients.toPull(image).digest(image.tagOrLatest()).orElseThrow(problems::notFound);
        } catch (IOException e) {
            throw problems.of(e);
        }
    }
}
