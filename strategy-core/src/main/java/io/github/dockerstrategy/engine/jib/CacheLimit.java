package io.github.dockerstrategy.engine.jib;

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
import java.util.stream.Stream;

/**
 * Keeps the layers in the cache folder below a size: those that were not used for the longest time go first.
 *
 * @param settings where the caches are, and how large they may be
 */
record CacheLimit(JibSettings settings) {

    /** When it is too large, a fifth of it is given back, so that it is not the same again after the next build. */
    private static final double KEPT = 0.8;

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final Duration FORGOTTEN = Duration.ofDays(90);

    private record Cached(Path cache, Path layer, Instant used, long size) {}

    /** Takes out what is too much, unless somebody builds. */
    void keep() throws IOException {
        List<Cached> layers = new ArrayList<>(layers(settings.layersCache()));
        layers.addAll(layers(settings.baseCache()));
        if (layers.stream().mapToLong(Cached::size).sum() > settings.cacheLimit()) {
            CacheUse.whileNobodyDoes(settings.cache(), this::prune);
        }
    }

    private void prune() throws IOException {
        List<Cached> layers = new ArrayList<>(layers(settings.layersCache()));
        layers.addAll(layers(settings.baseCache()));
        layers.sort(Comparator.comparing(Cached::used).thenComparing(Cached::layer));
        long size = layers.stream().mapToLong(Cached::size).sum();
        for (Cached layer : layers) {
            if (size > settings.cacheLimit() * KEPT) {
                remove(layer);
                size -= layer.size();
            }
        }
        removeOlder(settings.layersCache().resolve("tmp"), ABANDONED);
        removeOlder(settings.baseCache().resolve("tmp"), ABANDONED);
        removeOlder(settings.results(), FORGOTTEN);
    }

    private static List<Cached> layers(Path cache) throws IOException {
        List<Cached> layers = new ArrayList<>();
        for (Path layer : list(cache.resolve("layers"))) {
            long size = 0;
            for (Path file : list(layer)) {
                size += Files.size(file);
            }
            layers.add(new Cached(cache, layer, new CachedLayers(cache).lastUse(layer), size));
        }
        return layers;
    }

    /** Renamed first: jib believes whatever lies under a layer's name. */
    private static void remove(Cached layer) throws IOException {
        Path gone = Files.createDirectories(layer.cache().resolve("tmp")).resolve("gone-" + UUID.randomUUID());
        Files.move(layer.layer(), gone, StandardCopyOption.ATOMIC_MOVE);
        new CachedLayers(layer.cache()).forget(layer.layer());
        CachedLayers.delete(gone);
    }

    private static void removeOlder(Path folder, Duration age) throws IOException {
        Instant limit = Instant.now().minus(age);
        for (Path path : list(folder)) {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(limit)) {
                CachedLayers.delete(path);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }
}
