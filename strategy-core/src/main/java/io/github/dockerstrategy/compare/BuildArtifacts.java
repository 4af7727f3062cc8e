package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.report.BuildResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the builds of one scratch copy leave behind, and its removal. */
final class BuildArtifacts {

    /** How docker's legacy builder tells the image that each instruction makes; those of a builder stage stay for ever. */
    private static final Pattern MADE = Pattern.compile("^ ---> ([0-9a-f]{12})$");

    private final Path folder;
    private final ImageStore store;
    private final Set<String> names = new LinkedHashSet<>();
    private final Deque<String> ids = new ArrayDeque<>();
    private int commands;

    BuildArtifacts(Path folder, ImageStore store) {
        this.folder = folder;
        this.store = store;
    }

    synchronized void named(String image) {
        names.add(image);
    }

    /** The user's own tags came along under our name. */
    synchronized void made(BuildResult result) {
        int colon = result.image().lastIndexOf(':');
        result.tags().forEach(tag -> names.add(result.image().substring(0, colon) + ":" + tag));
        ids.push(result.imageId());
    }

    /** Reads what docker said: all of it, each time. */
    synchronized void readLog(Path log) {
        if (!Files.isRegularFile(log)) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(log);
            commands =
                    (int) lines.stream().filter(line -> line.startsWith("$ ")).count();
            for (String line : lines) {
                Matcher made = MADE.matcher(line);
                if (made.matches() && !ids.contains(made.group(1))) {
                    ids.push(made.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    /** How many docker commands the builds have run so far. */
    synchronized int commands() {
        return commands;
    }

    /** Removes images and files; the youngest images first, as others lie on older ones. */
    synchronized void remove() throws InterruptedException {
        try {
            store.remove(names, ids);
        } finally {
            Tree.delete(folder);
        }
    }
}
