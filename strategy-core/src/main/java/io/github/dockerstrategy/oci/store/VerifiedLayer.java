package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A layer of the cache that is read before it is used, unless nothing has happened to its file since it was read the last time. Beside the
 * layers, {@code checked/<digest>} says by what the operating system tells that.
 *
 * @param cache the cache
 * @param file the layer, {@code layers/<digest>/<diff id>}
 */
public record VerifiedLayer(Path cache, Path file) {

    /** Whether it has this digest. */
    public boolean holds(String digest) throws IOException {
        if (note().read().equals(Optional.of(stamp()))) {
            return true;
        }
        if (!LayerStore.digest(Sha256.hex(file)).equals(digest)) {
            return false;
        }
        remember();
        return true;
    }

    /** Notes that it was read, or written, just now. */
    public void remember() throws IOException {
        note().write(stamp());
    }

    /** Where the operating system tells no more, size and time have to do: this is about damage. */
    private String stamp() throws IOException {
        Optional<String> stamp = FileHashCache.stamp(file);
        return stamp.isPresent() ? stamp.get() : Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private CacheNote note() {
        return new CacheNote(
                cache.resolve("checked").resolve(file.resolveSibling("").getFileName()));
    }
}
