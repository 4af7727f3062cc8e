package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.files.FileDeletion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A class path on which archives that hold jars, such as Spring Boot's, are unpacked for as long as it is open, wherever in them those jars
 * lie and however deep. jdeps does not look into jars in jars, and would find an application that needs next to nothing.
 */
final class OpenedClassPath implements AutoCloseable {

    private static final Pattern NESTED_JAR = Pattern.compile("(.+\\.[jwe]ar)");
    private static final Pattern CLASSES = Pattern.compile("(?:(?:BOOT|WEB)-INF/classes/)?(.+)");

    private final Path folder;
    private final List<Path> paths = new ArrayList<>();

    private OpenedClassPath(Path folder) {
        this.folder = folder;
    }

    static OpenedClassPath of(List<Path> classPath) throws IOException {
        OpenedClassPath opened = new OpenedClassPath(Files.createTempDirectory("docker-strategy-jlink"));
        try {
            for (Path path : classPath) {
                opened.add(path);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    List<Path> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        try {
            FileDeletion.deleteTree(folder);
        } catch (IOException | UncheckedIOException e) {
            // The system's folder for temporary files is cleaned without us as well.
        }
    }

    private void add(Path path) throws IOException {
        List<? extends ZipEntry> entries = Files.isRegularFile(path) ? entries(path) : List.of();
        if (entries.stream()
                .anyMatch(entry -> NESTED_JAR.matcher(entry.getName()).matches())) {
            unpack(path, entries);
        } else if (Files.exists(path)) {
            paths.add(path);
        }
    }

    private void unpack(Path archive, List<? extends ZipEntry> entries) throws IOException {
        Path unpacked = Files.createDirectory(folder.resolve(Integer.toString(paths.size())));
        Path classes = Files.createDirectory(unpacked.resolve("classes"));
        paths.add(classes);
        List<Path> nested = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : entries) {
                Matcher jar = NESTED_JAR.matcher(entry.getName());
                Matcher other = CLASSES.matcher(entry.getName());
                if (entry.isDirectory()) {
                    continue;
                }
                if (jar.matches()) {
                    nested.add(copy(zip, entry, unpacked.resolve("lib"), jar.group(1)));
                } else if (other.matches()) {
                    copy(zip, entry, classes, other.group(1));
                }
            }
        }
        for (Path jar : nested) {
            add(jar);
        }
    }

    private static Path copy(ZipFile zip, ZipEntry entry, Path folder, String name) throws IOException {
        Path target = folder.resolve(name).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException(zip.getName() + " holds a file outside of itself: " + entry.getName());
        }
        Files.createDirectories(target.resolve("..").normalize());
        // Both of META-INF and BOOT-INF/classes/META-INF may hold it: the first one is as good as the second.
        if (Files.notExists(target)) {
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, target);
            }
        }
        return target;
    }

    /** Nothing for what is no archive: who looks into it next will say so. */
    private static List<? extends ZipEntry> entries(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return Collections.list(zip.entries());
        } catch (IOException e) {
            return List.of();
        }
    }
}
