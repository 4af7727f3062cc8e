package io.github.dockerstrategy.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A fresh copy of a sample project, as a clean checkout would have it. */
public final class Workspace {

    private final Path folder;

    private Workspace(Path folder) {
        this.folder = folder;
    }

    /** Copies a sample, without what somebody has built in it, into a new folder. */
    public static Workspace copyOf(String sample) {
        try {
            Path work = Files.createDirectories(Path.of(property("it.work")));
            Path parent = Files.createTempDirectory(work, "");
            CleanupExtension.later(parent);
            Path folder = parent.resolve(sample);
            copy(Path.of(property("it.projects"), sample), folder);
            // Maven takes the nearest folder above that has one for the root of the project
            Files.createDirectories(folder.resolve(".mvn"));
            return new Workspace(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy the sample " + sample, e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** A folder or file in it. */
    public Path path(String relative) {
        return folder.resolve(relative);
    }

    /** Changes a text file. */
    public Workspace edit(String file, UnaryOperator<String> change) {
        String before = read(file);
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new AssertionError("nothing to change in " + file);
        }
        return write(file, after);
    }

    /** Writes a text file, and the folders that it needs. */
    public Workspace write(String file, String text) {
        return Engine.unchecked(() -> {
            Files.createDirectories(path(file).getParent());
            Files.writeString(path(file), text);
            return this;
        });
    }

    public String read(String file) {
        return Engine.unchecked(() -> Files.readString(path(file)));
    }

    /** The digest of the image that was built last: the content of {@code image.digest}. */
    public String digest() {
        return read("target/docker-strategy/image.digest").strip();
    }

    /** The built image and its results. */
    public Sample sample() {
        return new Sample(folder, TestEnv.current());
    }

    /** Runs git in this folder. */
    String git(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=test", "-c", "user.email=test@example.org"));
        command.addAll(List.of(arguments));
        return ProcessResult.program(command, folder, Map.of()).orFail("git");
    }

    /** Maven in this folder; the newest release, on the JDK that runs the tests, until told otherwise. */
    public MavenRun maven() {
        return MavenRun.in(folder);
    }

    static String property(String name) {
        String value = System.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IllegalStateException("no system property " + name + ": run this test with Maven");
        }
        return value;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
                if (path.endsWith("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(path)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
