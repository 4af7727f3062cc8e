package io.github.dockerstrategy.engine.jib;

import io.github.dockerstrategy.image.ImageName;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What tags stand for in their registries right now: each is asked for once. */
final class TagDigests {

    private final Registries registries;
    private final Supplier<RegistryQuery> query;

    /** By the text of the name: how records are compared is put together at run time, which takes as long as asking a registry. */
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    /**
     * @param registries how registries are reached
     * @param query is asked for where a registry does not answer everybody
     */
    TagDigests(Registries registries, Supplier<RegistryQuery> query) {
        this.registries = registries;
        this.query = query;
    }

    /**
     * The digest of a tag; empty if there is no such tag.
     *
     * @throws io.github.dockerstrategy.problem.ProblemException if the registry cannot be asked
     */
    Optional<String> of(ImageName image) {
        return known.computeIfAbsent(
                image.toString(), name -> quickly(image).or(() -> query.get().digest(image)));
    }

    /** The digest of a tag, where the registry tells it to everybody. */
    Optional<String> quickly(ImageName image) {
        return image.digest().isPresent()
                ? Optional.empty()
                : QuickLook.digest(image, registries.isPlainAllowed(JibNames.host(image)));
    }
}
