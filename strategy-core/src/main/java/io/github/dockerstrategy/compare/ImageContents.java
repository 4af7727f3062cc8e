package io.github.dockerstrategy.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An image as its archive shows it.
 *
 * @param id digest of its configuration
 * @param configBytes size of the configuration
 * @param config what its containers do, each value as text
 * @param layers its layers, bottom first
 */
record ImageContents(String id, long configBytes, Map<String, String> config, List<LayerContents> layers) {

    private static final String GONE = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final List<String> SHELLS =
            List.of("bin/sh", "usr/bin/sh", "bin/bash", "usr/bin/bash", "bin/busybox", "busybox/sh");

    /**
     * A layer.
     *
     * @param diffId digest of its uncompressed form, by which every builder knows it
     * @param name what it holds; empty if not known
     * @param packed bytes, compressed
     * @param unpacked bytes of its files
     * @param files what is said of each path: type, mode, owner, content
     */
    record LayerContents(String diffId, String name, long packed, long unpacked, Map<String, String> files) {

        LayerContents named(String other) {
            return new LayerContents(diffId, other, packed, unpacked, files);
        }
    }

    ImageContents {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
        layers = List.copyOf(layers);
    }

    long packed() {
        return layers.stream().mapToLong(LayerContents::packed).sum();
    }

    long unpacked() {
        return layers.stream().mapToLong(LayerContents::unpacked).sum();
    }

    String user() {
        return config.getOrDefault("User", "");
    }

    boolean hasShell() {
        return layers.stream().anyMatch(layer -> SHELLS.stream().anyMatch(layer.files()::containsKey));
    }

    /** How many of its layers {@code before} had. */
    int sharedWith(ImageContents before) {
        List<String> there = before.layers().stream().map(LayerContents::diffId).toList();
        return (int)
                layers.stream().filter(layer -> there.contains(layer.diffId())).count();
    }

    /** What a push sends to a registry that has {@code others}: layers and configuration, without the manifest. */
    long pushBytes(List<ImageContents> others) {
        List<String> there = others.stream()
                .flatMap(image -> image.layers().stream())
                .map(LayerContents::diffId)
                .toList();
        boolean sameConfig = others.stream().anyMatch(image -> image.id().equals(id));
        Map<String, Long> lacking = new TreeMap<>();
        layers.stream()
                .filter(layer -> !there.contains(layer.diffId()))
                .forEach(layer -> lacking.put(layer.diffId(), layer.packed()));
        return (sameConfig ? 0 : configBytes)
                + lacking.values().stream().mapToLong(Long::longValue).sum();
    }

    /** In what it differs from {@code other}, one line each: configuration first, then paths. */
    List<String> differencesFrom(ImageContents other) {
        List<String> differences = new ArrayList<>();
        compare(other.config(), config, "", differences);
        compare(other.tree(), tree(), "/", differences);
        return differences;
    }

    private static void compare(
            Map<String, String> there, Map<String, String> here, String prefix, List<String> differences) {
        TreeSet<String> keys = new TreeSet<>(there.keySet());
        keys.addAll(here.keySet());
        for (String key : keys) {
            String one = there.getOrDefault(key, "missing");
            String other = here.getOrDefault(key, "missing");
            if (!one.equals(other)) {
                differences.add(prefix + key + ": " + one + " → " + other);
            }
        }
    }

    /** All that a container sees. */
    private Map<String, String> tree() {
        TreeMap<String, String> tree = new TreeMap<>();
        for (LayerContents layer : layers) {
            layer.files().keySet().forEach(path -> hide(tree, path));
            layer.files().forEach((path, what) -> {
                if (!name(path).startsWith(GONE)) {
                    tree.put(path, what);
                }
            });
        }
        return tree;
    }

    private static void hide(TreeMap<String, String> tree, String path) {
        String name = name(path);
        String folder = path.substring(0, path.length() - name.length());
        if (name.equals(OPAQUE)) {
            tree.keySet().removeIf(one -> one.startsWith(folder));
        } else if (name.startsWith(GONE)) {
            String gone = folder + name.substring(GONE.length());
            tree.keySet().removeIf(one -> one.equals(gone) || one.startsWith(gone + "/"));
        }
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
