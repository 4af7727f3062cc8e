package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.problem.Mention.parameter;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The class that the {@code java} launcher is to start, looked up as the JVM looks it up.
 *
 * @param name its binary name; a module before it is left out
 * @param classPath folders and jars
 */
public record StartClass(String name, List<Path> classPath) {

    public StartClass {
        // The launcher takes a class with slashes as well.
        name = JavaModule.classOf(name);
        classPath = List.copyOf(classPath);
    }

    /** Name of its class file on the class path. */
    public String file() {
        return file(name);
    }

    /** Whether it is on the class path, or is a class of the JDK. */
    public boolean isFound() {
        return find(name).isPresent() || ClassLoader.getPlatformClassLoader().getResource(file()) != null;
    }

    /** @throws ProblemException if there is no such class, or it has no main method */
    public void check() {
        Optional<byte[]> found = find(name);
        if (!isFound()) {
            List<Path> folders = classPath.stream().filter(Files::isDirectory).toList();
            List<String> known = MainClasses.in(folders.isEmpty() ? classPath.subList(0, 1) : folders)
                    .all();
            throw new ProblemException(Problem.of(
                    "main-class-not-found",
                    "The main class '" + name + "' is neither among the application's classes nor in its dependencies.",
                    parameter("container.mainClass"),
                    known.isEmpty()
                            ? "correct the name; the application has no class with a main method"
                            : Suggestion.among(name, known)));
        }
        if (found.isPresent() && !hasMain(found.get())) {
            throw new ProblemException(Problem.of(
                    "no-main-method",
                    "The main class '" + name + "' has no main method.",
                    parameter("container.mainClass"),
                    "name a class with a 'public static void main(String[])'"));
        }
    }

    /**
     * A main method can be inherited; of classes that are not on the class path, nothing is known. Which methods of that name are called
     * depends on the Java that the image has.
     */
    private boolean hasMain(byte[] bytes) {
        if (ClassFile.withMain(bytes).isPresent()) {
            return true;
        }
        ClassFile file = ClassFile.read(bytes).orElse(null);
        if (file == null || file.namesMain()) {
            return true;
        }
        String parent = file.superName();
        return !parent.isEmpty()
                && !parent.equals("java.lang.Object")
                && find(parent).map(this::hasMain).orElse(true);
    }

    private Optional<byte[]> find(String className) {
        for (Path element : classPath) {
            Optional<byte[]> bytes = read(element, file(className));
            if (bytes.isPresent()) {
                return bytes;
            }
        }
        return Optional.empty();
    }

    private static String file(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static Optional<byte[]> read(Path element, String file) {
        try {
            if (Files.isDirectory(element)) {
                Path found = element.resolve(file);
                return Files.isRegularFile(found) ? Optional.of(Files.readAllBytes(found)) : Optional.empty();
            }
            return Files.isRegularFile(element) ? readMember(element, file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<byte[]> readMember(Path jar, String file) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(file);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        } catch (ZipException e) {
            return Optional.empty();
        }
    }
}
