package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.problem.Mention.argument;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The classes of a module that can be started.
 *
 * @param all every class with a main method that the {@code java} launcher of its release calls, by name
 * @param springBoot those of them that are annotated with {@code @SpringBootApplication}
 */
public record MainClasses(List<String> all, List<String> springBoot) {

    /** As many as are easily read. */
    private static final int NAMED = 10;

    public MainClasses {
        all = List.copyOf(all);
        springBoot = List.copyOf(springBoot);
    }

    /** Reads the class files in folders and jars; one that is not there holds none. */
    public static MainClasses in(List<Path> roots) {
        Map<String, ClassFile> found = new TreeMap<>();
        for (Path root : roots) {
            if (Files.isRegularFile(root)) {
                readJar(root, found);
            } else {
                readFolder(root, found);
            }
        }
        List<ClassFile> started = found.values().stream()
                .filter(file -> !isHalfOfAPair(file, found))
                .toList();
        return new MainClasses(
                started.stream().map(ClassFile::name).toList(),
                started.stream()
                        .filter(ClassFile::springBoot)
                        .map(ClassFile::name)
                        .toList());
    }

    /**
     * Whether a compiler made the class beside another one of the same source: Scala's {@code X$} beside the object {@code X}, Kotlin's
     * {@code X$Companion} (or another name) beside {@code X}, whose static main calls it.
     */
    private static boolean isHalfOfAPair(ClassFile file, Map<String, ClassFile> found) {
        int end = file.name().lastIndexOf('$');
        ClassFile outer = end < 1 ? null : found.get(file.name().substring(0, end));
        if (outer == null) {
            return false;
        }
        String inner = file.name().substring(end + 1);
        return inner.isEmpty()
                || inner.equals("Companion")
                || (file.main() == ClassFile.Main.INSTANCE && outer.main() == ClassFile.Main.STATIC);
    }

    /**
     * The one class to start.
     *
     * @throws ProblemException if there is none, or more than one and no single Spring Boot application among them
     */
    public String only() {
        if (springBoot.size() == 1) {
            return springBoot.get(0);
        }
        if (all.size() == 1) {
            return all.get(0);
        }
        String fix = setting("container.mainClass", "%s") + ", or " + argument("container.mainClass", "%s");
        if (all.isEmpty()) {
            throw new ProblemException(Problem.of(
                    "no-main-class",
                    "No class with a 'public static void main(String[])' was found, so there is nothing to start.",
                    "the module's compiled classes",
                    "name the main class: " + fix.formatted("com.example.Main", "com.example.Main")
                            + "\na module that is a library needs no image: leave the plugin out of it, or set "
                            + setting("skip", "true")));
        }
        throw new ProblemException(Problem.of(
                "several-main-classes",
                all.size() + " main classes were found: "
                        + String.join(", ", all.subList(0, Math.min(all.size(), NAMED)))
                        + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more." : "."),
                "the module's compiled classes",
                "choose one: " + fix.formatted(all.get(0), all.get(0))));
    }

    private static void readFolder(Path root, Map<String, ClassFile> found) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> classFiles = files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            for (Path file : classFiles) {
                add(Files.readAllBytes(file), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + root, e);
        }
    }

    private static void readJar(Path file, Map<String, ClassFile> found) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            List<? extends ZipEntry> classFiles = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .toList();
            for (ZipEntry entry : classFiles) {
                add(jar.getInputStream(entry).readAllBytes(), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + file, e);
        }
    }

    /** A class that is in two places, such as one of another Java version in {@code META-INF}, is one class. */
    private static void add(byte[] bytes, Map<String, ClassFile> found) {
        ClassFile.withMain(bytes).ifPresent(file -> found.putIfAbsent(file.name(), file));
    }
}
