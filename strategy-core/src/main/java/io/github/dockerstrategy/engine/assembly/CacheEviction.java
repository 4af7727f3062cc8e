package io.github.dockerstrategy.engine.assembly;

import io.github.dockerstrategy.files.FileTree;
import io.github.dockerstrategy.jlink.KeptRuntimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the layers and linked runtimes in the cache folder below a size: what was not used for the longest time goes first.
 *
 * @param settings where the caches are, and how large they may be
 */
record CacheEviction(AssemblySettings settings) {

    /** When it is too large, a fifth of it is given back, so that it is not the same again after the next build. */
    private static final double KEPT = 0.8;

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final Duration FORGOTTEN = Duration.ofDays(90);

    /** Something in the cache that can be made again. */
    private record Cached(Path path, Instant used, long size, Removal removal) {}

    /** Takes something out of the cache, unless it is in use: tells whether it is gone. */
    @FunctionalInterface
    private interface Removal {
        boolean execute() throws IOException;
    }

    /** Evicts what exceeds the limit, unless a build is running. */
    void enforce() throws IOException {
        removeOlder(settings.layersCache().resolve("tmp"), ABANDONED);
        removeOlder(settings.baseCache().resolve("tmp"), ABANDONED);
        if (all().stream().mapToLong(Cached::size).sum() > settings.cacheLimit()) {
            CacheLock.whileNobodyDoes(settings.cache(), this::prune);
        }
    }

    private void prune() throws IOException {
        List<Cached> all = all();
        all.sort(Comparator.comparing(Cached::used).thenComparing(Cached::path));
        long size = all.stream().mapToLong(Cached::size).sum();
        for (Cached one : all) {
            if (size > settings.cacheLimit() * KEPT && one.removal().execute()) {
                size -= one.size();
            }
        }
        removeOlder(settings.results(), FORGOTTEN);
        removeOlder(settings.baseCache().resolve("documents"), FORGOTTEN);
    }

    private List<Cached> all() throws IOException {
        List<Cached> all = new ArrayList<>(layers(settings.layersCache()));
        all.addAll(layers(settings.baseCache()));
        KeptRuntimes runtimes = KeptRuntimes.below(settings.cache());
        for (KeptRuntimes.Kept runtime : runtimes.all()) {
            Path path = runtimes.folder().resolve(runtime.name());
            all.add(new Cached(path, runtime.used(), runtime.size(), () -> runtimes.remove(runtime)));
        }
        return all;
    }

    private static List<Cached> layers(Path cache) throws IOException {
        List<Cached> layers = new ArrayList<>();
        for (Path layer : new FileTree(cache.resolve("layers")).children()) {
            long size = 0;
            for (Path file : new FileTree(layer).children()) {
                size += Files.size(file);
            }
            layers.add(new Cached(layer, new LayerUsage(cache).lastUse(layer), size, () -> remove(cache, layer)));
        }
        return layers;
    }

    /** Renamed first: what lies under a layer's name is whole. */
    private static boolean remove(Path cache, Path layer) throws IOException {
        Path gone = Files.createDirectories(cache.resolve("tmp")).resolve("gone-" + UUID.randomUUID());
        Files.move(layer, gone, StandardCopyOption.ATOMIC_MOVE);
        new LayerUsage(cache).forget(layer);
        new FileTree(gone).delete();
        return true;
    }

    private static void removeOlder(Path folder, Duration age) throws IOException {
        Instant limit = Instant.now().minus(age);
        for (Path path : new FileTree(folder).children()) {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                new FileTree(path).delete();
            }
        }
    }
}
