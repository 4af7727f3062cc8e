package io.github.dockerstrategy.jlink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The linked runtimes in a cache folder, for the eviction that keeps it below a size.
 *
 * @param folder where they lie
 */
public record KeptRuntimes(Path folder) {

    /**
     * One of them.
     *
     * @param name of its folder
     * @param used when a build asked for it last
     * @param size bytes of its files
     */
    public record Kept(String name, Instant used, long size) {}

    /** Those in the cache folder that all projects share. */
    public static KeptRuntimes below(Path cache) {
        return new KeptRuntimes(cache.resolve("jlink"));
    }

    /** All that are there, in no order. */
    public List<Kept> all() throws IOException {
        return new CacheFolder(folder).entries();
    }

    /**
     * Removes one of them, unless a build has asked for it within the hour: it may still be reading it.
     *
     * @return whether it is gone
     */
    public boolean remove(Kept runtime) throws IOException {
        return new CacheFolder(folder).remove(runtime.name());
    }
}
