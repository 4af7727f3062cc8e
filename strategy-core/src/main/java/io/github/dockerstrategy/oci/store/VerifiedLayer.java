package io.github.dockerstrategy.oci.store;

import io.github.dockerstrategy.files.CacheNote;
import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A layer of the cache, whose digest is computed before it is used, unless its file has not been touched since that was last done. {@code
 * checked/<digest>} beside the layers has the file system's change stamp of that moment.
 *
 * @param cache the cache
 * @param file the layer, {@code layers/<digest>/<diff ID>}
 */
record VerifiedLayer(Path cache, Path file) {

    /** Whether it has this digest. */
    boolean matches(Digest digest) throws IOException {
        if (note().read().equals(Optional.of(stamp()))) {
            return true;
        }
        if (!Digest.of(file).equals(digest)) {
            return false;
        }
        remember();
        return true;
    }

    /** Notes that its digest was computed just now. */
    void remember() throws IOException {
        note().write(stamp());
    }

    /** Without change stamps, size and time suffice: this is about damage, not about attacks. */
    private String stamp() throws IOException {
        Optional<String> stamp = FileHashCache.stamp(file);
        return stamp.isPresent() ? stamp.get() : Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private CacheNote note() {
        return new CacheNote(
                cache.resolve("checked").resolve(file.resolveSibling("").getFileName()));
    }
}
