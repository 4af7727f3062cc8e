package io.github.dockerstrategy.engine.oci;

import io.github.dockerstrategy.image.Sha256;
import io.github.dockerstrategy.report.BuildLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Layers of a base image, downloaded once for all who need them. They lie where jib looks for them, under digest and diff id; the latter
 * is what the base's own configuration says, so nothing is unpacked to find it out.
 *
 * @param cache jib's cache for base images
 * @param registry where they are had from
 * @param log hears how far it is
 */
public record BaseLayers(Path cache, RegistryClient registry, BuildLog log) {

    /** Downloads all layers of a base that are not there yet. */
    public void fetch(Base base) throws IOException, InterruptedException {
        fetch(IntStream.range(0, base.layers().size())
                .mapToObj(i -> layer(base, i))
                .distinct()
                .toList());
    }

    /** One of a base's layers, as it lies here once it is fetched. */
    PackedLayer layer(Base base, int number) {
        return new LayerFolder(cache)
                .layer(base.layers().get(number), base.diffIds().get(number).toString());
    }

    /** Downloads those that are not there yet. */
    void fetch(List<PackedLayer> layers) throws IOException, InterruptedException {
        LayerFolder folder = new LayerFolder(cache);
        List<PackedLayer> missing = new ArrayList<>();
        for (PackedLayer layer : layers) {
            if (!folder.has(layer)) {
                missing.add(layer);
            }
        }
        long all = missing.stream().mapToLong(PackedLayer::size).sum();
        AtomicLong got = new AtomicLong();
        new Parallel()
                .map(
                        missing,
                        layer -> folder.add(file -> download(
                                layer,
                                file,
                                bytes ->
                                        log.progress("base image", Math.min(1, (double) got.addAndGet(bytes) / all)))));
    }

    private PackedLayer download(PackedLayer layer, Path file, LongConsumer got) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = registry.open(layer.digest());
                OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            RegistryConnection.transfer(in, out, got);
        }
        if (!LayerFolder.digest(Sha256.hex(digest)).equals(layer.digest())) {
            throw new IOException("the registry gives something else for " + layer.digest());
        }
        return layer;
    }
}
