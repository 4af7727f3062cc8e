package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.files.FileTree;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.project.JavaModule;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/**
 * The module's classes and resources: its output directory. A build cache may restore only the jar; then they are what the jar contains, without
 * what the jar plugin adds.
 */
public record CompiledClasses(GoalContext goal) {

    private static final String BOOT_CLASSES = "BOOT-INF/classes/";
    private static final String BOOT = "BOOT-INF/";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String SERVICES = "META-INF/services/";
    private static final String POM = "META-INF/maven/";

    /** The folder; one without files, or none at all, if nothing was compiled or restored. */
    public Path folder() {
        Path output = Path.of(project().getBuild().getOutputDirectory());
        try {
            return hasFiles(output) ? output : restored().orElse(output);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read the classes of " + project().getId(), e);
        }
    }

    private MavenProject project() {
        return goal.project();
    }

    private static boolean hasFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(Files::isRegularFile);
        }
    }

    /** Not of a shaded jar, which also contains the dependencies, and not of one that cannot be read. */
    private Optional<Path> restored() throws IOException {
        Optional<Path> jar = Optional.ofNullable(project().getArtifact())
                .map(Artifact::getFile)
                .map(File::toPath)
                .filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file));
        if (jar.isEmpty()
                || !ConfiguredExecution.of(project(), ModuleArtifact.SHADE, "shade", "")
                        .isEmpty()) {
            return Optional.empty();
        }
        Path folder = Path.of(project().getBuild().getDirectory(), "docker-strategy", "work", "classes")
                .resolve(Sha256.hex(jar.get()));
        try {
            if (!Files.isDirectory(folder)) {
                extract(jar.get(), folder);
            }
            return Optional.of(folder);
        } catch (ZipException e) {
            return Optional.empty();
        }
    }

    private static void extract(Path jar, Path folder) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        Path partial = Files.createTempDirectory(folder.resolveSibling(""), "partial");
        try {
            extractTo(jar, partial);
            Files.move(partial, folder);
        } catch (FileAlreadyExistsException e) {
            // Another execution was faster.
        } finally {
            new FileTree(partial).delete();
        }
    }

    private static void extractTo(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            boolean isBoot = file.getEntry(BOOT) != null;
            for (Enumeration<JarEntry> all = file.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                Path target = folder.resolve(name(entry, isBoot)).normalize();
                if (entry.isDirectory() || target.equals(folder) || !target.startsWith(folder)) {
                    continue;
                }
                Files.createDirectories(target.resolveSibling(""));
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, target);
                }
            }
        }
    }

    /** The path below the output directory; empty for an entry that was never there. */
    private static String name(JarEntry entry, boolean isBoot) {
        String name = entry.getName();
        if (isBoot && name.startsWith(BOOT_CLASSES)) {
            return name.substring(BOOT_CLASSES.length());
        }
        boolean isForeign = name.equals(MANIFEST) || name.startsWith(POM) || (isBoot && !staysWithBoot(name));
        return isForeign ? "" : name;
    }

    /** Spring Boot moves the application's files to {@code BOOT-INF}, without these. What else is beside them belongs to its loader. */
    private static boolean staysWithBoot(String name) {
        return name.equals(JavaModule.DESCRIPTOR) || (name.startsWith("META-INF/") && !name.startsWith(SERVICES));
    }
}
