package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.files.FileDeletion;
import io.github.dockerstrategy.project.JavaModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Jars and class folders without module descriptors, for as long as it is open. With a descriptor, jdeps resolves what the module requires
 * instead of reading its classes, and fails where an optional module is absent.
 */
final class PlainClasses implements AutoCloseable {

    private final Path folder;
    private final List<Path> roots = new ArrayList<>();

    private PlainClasses(Path folder) {
        this.folder = folder;
    }

    static PlainClasses of(List<ClassPathElement> elements) throws IOException {
        PlainClasses plain = new PlainClasses(Files.createTempDirectory("docker-strategy-jdeps"));
        try {
            for (ClassPathElement element : elements) {
                plain.add(element);
            }
            return plain;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    List<Path> roots() {
        return List.copyOf(roots);
    }

    @Override
    public void close() {
        try {
            FileDeletion.deleteTree(folder);
        } catch (IOException | UncheckedIOException e) {
            // The system's folder for temporary files is cleaned without us as well.
        }
    }

    private void add(ClassPathElement element) throws IOException {
        Path path = element.path();
        if (element.descriptor().isEmpty()) {
            roots.add(path);
            return;
        }
        Path copy = Files.createDirectory(folder.resolve(Integer.toString(roots.size())))
                .resolve(String.valueOf(path.getFileName()));
        if (Files.isDirectory(path)) {
            copyFolder(path, copy);
        } else {
            copyJar(path, copy);
        }
        roots.add(copy);
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        for (Path file : Fingerprint.filesOf(from)) {
            if (file.toString().endsWith(".class") && !file.endsWith(JavaModule.DESCRIPTOR)) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.resolveSibling(""));
                Files.copy(file, copy);
            }
        }
    }

    private static void copyJar(Path from, Path to) throws IOException {
        Set<String> names = new HashSet<>();
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            copy.setLevel(Deflater.NO_COMPRESSION);
            for (ZipEntry entry : Collections.list(jar.entries())) {
                if (isWanted(entry.getName()) && names.add(entry.getName())) {
                    copy.putNextEntry(new ZipEntry(entry.getName()));
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(copy);
                    }
                }
            }
        } catch (ZipException e) {
            // jdeps will say so of it, and not of all.
            Files.write(to, new byte[0]);
        }
    }

    /** The manifest says whether other Java versions have classes of their own. */
    private static boolean isWanted(String name) {
        return name.equals("META-INF/MANIFEST.MF")
                || (name.endsWith(".class") && !name.endsWith(JavaModule.DESCRIPTOR));
    }
}
