package io.github.dockerstrategy.engine.assembly;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.cache.Cache;
import com.google.cloud.tools.jib.cache.CacheCorruptedException;
import com.google.cloud.tools.jib.cache.CachedLayer;
import com.google.cloud.tools.jib.hash.Digests;
import com.google.cloud.tools.jib.json.JsonTemplate;
import com.google.common.collect.ImmutableList;
import io.github.dockerstrategy.files.AtomicFile;
import io.github.dockerstrategy.oci.PackedLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Gives jib layers that are packed already. Its API takes files and looks in its cache whether it has packed the same ones before; so it is
 * told of one file a layer, the packed layer itself, and its cache says that this file was packed into the layer.
 *
 * @param cache jib's cache, in which the layers lie
 */
record JibLayerFeed(Path cache) {

    private static final AbsoluteUnixPath PLACE = AbsoluteUnixPath.get("/layer");

    /** What jib's cache calls a file, field by field. */
    private record Selected(
            String sourceFile,
            String extractionPath,
            Instant sourceModificationTime,
            Instant targetModificationTime,
            String permissions,
            String ownership)
            implements JsonTemplate {

        static Selected of(FileEntry entry) throws IOException {
            return new Selected(
                    entry.getSourceFile().toAbsolutePath().toString(),
                    entry.getExtractionPath().toString(),
                    Files.getLastModifiedTime(entry.getSourceFile()).toInstant(),
                    entry.getModificationTime(),
                    entry.getPermissions().toOctalString(),
                    entry.getOwnership());
        }
    }

    /** The layer in jib's terms, which its cache knows. */
    FileEntriesLayer feed(String name, PackedLayer layer) throws IOException {
        FileEntry entry = new FileEntry(
                layer.file().toAbsolutePath(), PLACE, FilePermissions.DEFAULT_FILE_PERMISSIONS, Instant.EPOCH);
        String selector = Digests.computeJsonDigest(List.of(Selected.of(entry))).getHash();
        write(
                cache.resolve("selectors").resolve(selector),
                layer.digest().substring(layer.digest().indexOf(':') + 1));
        check(entry, layer);
        return FileEntriesLayer.builder()
                .setName(name)
                .setEntries(List.of(entry))
                .build();
    }

    /** In jib's own form. What is right already stays: the cache may be one that can only be read. */
    private static void write(Path selector, String digest) throws IOException {
        byte[] bytes = digest.getBytes(StandardCharsets.UTF_8);
        if (!Files.isRegularFile(selector) || !Arrays.equals(Files.readAllBytes(selector), bytes)) {
            new AtomicFile(selector).write(bytes);
        }
    }

    /** Else another jib, with a cache of another form, would put the packed layer into the image as a file. */
    private void check(FileEntry entry, PackedLayer layer) throws IOException {
        try {
            Optional<CachedLayer> found = Cache.withDirectory(cache).retrieve(ImmutableList.of(entry));
            if (found.filter(one -> one.getDigest().toString().equals(layer.digest()))
                    .isEmpty()) {
                throw new IllegalStateException("jib's cache does not know the layer that was put there");
            }
        } catch (CacheDirectoryCreationException | CacheCorruptedException e) {
            throw new IOException(e);
        }
    }
}
