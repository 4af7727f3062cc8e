package io.github.dockerstrategy.compare;

import io.github.dockerstrategy.files.FileDeletion;
import io.github.dockerstrategy.files.FileLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Tree {

    private static final int ATTEMPTS = 20;
    private static final long PAUSE = 250;

    private Tree() {}

    /** Removes a file or folder; patiently, as a program that was told to stop may still write there. */
    static void delete(Path path) {
        for (int attempt = 1; ; attempt++) {
            try {
                FileDeletion.deleteTree(path);
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("Cannot delete " + path, e);
                }
                pause();
            } catch (UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the files of {@code from}, which nobody changes, a place in {@code to} as well. */
    static void link(Path from, Path to) {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Path copy = to.resolve(from.relativize(one).toString());
                if (Files.isDirectory(one)) {
                    Files.createDirectories(copy);
                } else {
                    new FileLink(one).replace(copy);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from + " to " + to, e);
        }
    }
}
