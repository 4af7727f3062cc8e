package io.github.dockerstrategy.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy of the project in which one strategy is measured.
 *
 * @param project what it is a copy of
 * @param root its folder
 */
record ScratchCopy(ScratchProject project, Path root) {

    private static final String TOKEN = ".mvn/docker-strategy-compare";
    private static final Pattern BODY =
            Pattern.compile("(?m)^(?:(?:public|final|abstract) )*class \\w+[^{;=]*\\{[ \\t]*\\R");
    private static final Pattern INDENTED = Pattern.compile("(?m)^([ \\t]+)\\S");

    /**
     * Makes the copy.
     *
     * @param token makes the contexts of docker builds differ between copies, so that none takes its layers from another
     */
    static ScratchCopy of(ScratchProject project, Path root, String token) {
        ScratchCopy copy = new ScratchCopy(project, root);
        try {
            copy.copyAll();
            Path file = root.resolve(TOKEN);
            Files.createDirectories(file.getParent());
            Files.writeString(file, token + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + project.root() + " to " + root, e);
        }
        return copy;
    }

    /** Folder in which a build of the module leaves its results. */
    Path workFolder() {
        return root.resolve(project.module()).resolve("target").resolve("docker-strategy");
    }

    /** Gives a class a constant that it had not, or another value of it. */
    void changeCode(String value) {
        Path file = root.resolve(project.source().orElseThrow());
        try {
            Files.writeString(file, changed(Files.readString(file), value));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot change " + file, e);
        }
    }

    /** Whether {@link #changeCode} can change it. */
    static boolean isChangeable(String source) {
        return BODY.matcher(source).find();
    }

    static String changed(String source, String value) {
        Matcher body = BODY.matcher(source);
        if (!body.find()) {
            throw new IllegalArgumentException("it has no class");
        }
        Matcher indented = INDENTED.matcher(source.substring(body.end()));
        String indent = indented.find() ? indented.group(1) : "    ";
        return source.substring(0, body.end()) + "\n" + indent + "static final String DOCKER_STRATEGY_COMPARE = \""
                + value + "\";\n" + source.substring(body.end());
    }

    void changeDependency() {
        Path pom = root.resolve(project.module()).resolve("pom.xml");
        new PomChange(pom).setVersion(project.dependency().orElseThrow());
    }

    /** All files in it, with their sizes. */
    Map<Path, Long> files() {
        Map<Path, Long> files = new TreeMap<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.put(root.relativize(file), attributes.size());
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
        return files;
    }

    private void copyAll() throws IOException {
        Files.walkFileTree(project.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (project.without().contains(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(target(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target(file), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private Path target(Path path) {
        return root.resolve(project.root().relativize(path).toString());
    }
}
