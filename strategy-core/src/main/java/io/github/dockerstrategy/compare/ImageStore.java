package io.github.dockerstrategy.compare;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** The engine's images, where there is an engine. */
public interface ImageStore {

    /** Fetches those of {@code images} that are not there; gives those that it has fetched. */
    List<String> fetch(List<String> images) throws InterruptedException;

    /** Writes an image to an archive. */
    void save(String image, Path archive) throws InterruptedException;

    /**
     * Removes names, and then those images of {@code ids} that have no name and are younger than this comparison. One that cannot be
     * removed keeps no other from it.
     */
    void remove(Collection<String> names, Collection<String> ids) throws InterruptedException;
}
