package io.github.dockerstrategy.project;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The classes of a module that can be started.
 *
 * @param all every class with {@code public static void main(String[])}, by name
 * @param springBoot those of them that are annotated with {@code @SpringBootApplication}
 */
public record MainClasses(List<String> all, List<String> springBoot) {

    private static final String SPRING_BOOT = "Lorg/springframework/boot/autoconfigure/SpringBootApplication;";

    private static final String MAIN = "([Ljava/lang/String;)V";

    public MainClasses {
        all = List.copyOf(all);
        springBoot = List.copyOf(springBoot);
    }

    /** Reads the class files below {@code roots}; a folder that is not there holds none. */
    public static MainClasses in(List<Path> roots) {
        List<String> all = new ArrayList<>();
        List<String> springBoot = new ArrayList<>();
        for (Path root : roots) {
            for (Path file : classFiles(root)) {
                Finder finder = read(file);
                if (finder.main) {
                    all.add(finder.className);
                    if (finder.springBoot) {
                        springBoot.add(finder.className);
                    }
                }
            }
        }
        return new MainClasses(sorted(all), sorted(springBoot));
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
        String fix = "<container><mainClass>%s</mainClass></container>, or -Ddocker-strategy.container.mainClass=%s";
        if (all.isEmpty()) {
            throw new ProblemException(
                    Problem.of(
                            "no-main-class",
                            "No class with a 'public static void main(String[])' was found, so there is nothing to start.",
                            "the module's compiled classes",
                            "name the class to start: " + fix.formatted("com.example.Main", "com.example.Main")
                                    + "\na module that is a library needs no image: leave the plugin out of it, or set <skip>true</skip>"));
        }
        throw new ProblemException(Problem.of(
                "several-main-classes",
                all.size() + " classes could be started: " + String.join(", ", all) + ".",
                "the module's compiled classes",
                "say which: " + fix.formatted(all.get(0), all.get(0))));
    }

    /** A class that lies in two places, such as one of another Java version in {@code META-INF}, is one class. */
    private static List<String> sorted(List<String> names) {
        return names.stream().sorted().distinct().toList();
    }

    private static List<Path> classFiles(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the classes in " + root, e);
        }
    }

    private static Finder read(Path file) {
        Finder finder = new Finder();
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (mayHaveMain(bytes)) {
                new ClassReader(bytes)
                        .accept(finder, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        } catch (RuntimeException e) {
            // A class file newer than ASM knows, or none at all: it cannot be found, only named. What ASM throws then
            // is not said.
            return new Finder();
        }
        return finder;
    }

    /** What a method takes is written as it is in a class file: searching for it is faster than parsing every class. */
    private static boolean mayHaveMain(byte[] classFile) {
        return new String(classFile, StandardCharsets.ISO_8859_1).contains(MAIN);
    }

    private static final class Finder extends ClassVisitor {

        private String className = "";
        private boolean main;
        private boolean springBoot;

        Finder() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            className = name.replace('/', '.');
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            springBoot |= descriptor.equals(SPRING_BOOT);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            int wanted = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
            main |= name.equals("main") && descriptor.equals(MAIN) && (access & wanted) == wanted;
            return null;
        }
    }
}
