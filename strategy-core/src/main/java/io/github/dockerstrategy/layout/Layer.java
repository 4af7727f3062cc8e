package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A named set of files that is stored, pushed and cached as one.
 *
 * @param name lower case words with dashes; also the name of its folder when staged
 * @param entries by path, each path once
 */
public record Layer(String name, List<Entry> entries) {

    public static final String SYSTEM = "system";
    public static final String RUNTIME = "runtime";
    public static final String DEPENDENCIES = "dependencies";
    public static final String SNAPSHOT_DEPENDENCIES = "snapshot-dependencies";
    public static final String PROJECT_DEPENDENCIES = "project-dependencies";
    public static final String SPRING_BOOT_LOADER = "spring-boot-loader";
    public static final String LAUNCH = "launch";
    public static final String EXTRA = "extra";
    public static final String RESOURCES = "resources";
    public static final String CLASSES = "classes";
    public static final String APPLICATION = "application";

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public Layer {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a layer name: " + name);
        }
        entries = entries.stream().sorted().toList();
        for (int i = 1; i < entries.size(); i++) {
            if (entries.get(i).compareTo(entries.get(i - 1)) == 0) {
                throw new IllegalArgumentException(
                        "twice in layer " + name + ": " + entries.get(i).path());
            }
        }
    }

    /** A layer of entries of which a later one replaces an earlier one with the same path. */
    public static Layer ofLastWins(String name, Collection<Entry> entries) {
        TreeMap<ContainerPath, Entry> byPath = new TreeMap<>();
        entries.forEach(entry -> byPath.put(entry.path(), entry));
        return new Layer(name, List.copyOf(byPath.values()));
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Number of files, directories not counted. */
    public long fileCount() {
        return entries.stream().filter(entry -> !entry.isDirectory()).count();
    }
}
