package io.github.dockerstrategy.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A Java module, as the module system sees a jar or a folder of classes.
 *
 * @param name its name
 * @param automatic whether its name was derived, as it has no descriptor
 * @param requires names of the modules that it cannot do without
 * @param uses service types that it looks up
 * @param provides service types that it has implementations of
 * @see ModuleFinder#of(Path...)
 */
public record JavaModule(
        String name,
        boolean automatic,
        NavigableSet<String> requires,
        NavigableSet<String> uses,
        NavigableSet<String> provides) {

    public static final String DESCRIPTOR = "module-info.class";

    public JavaModule {
        requires = Collections.unmodifiableNavigableSet(new TreeSet<>(requires));
        uses = Collections.unmodifiableNavigableSet(new TreeSet<>(uses));
        provides = Collections.unmodifiableNavigableSet(new TreeSet<>(provides));
    }

    private static final Pattern VERSION = Pattern.compile("-(\\d+(\\.|$))");
    private static final Pattern NAME = Pattern.compile("(?U)[\\p{Alpha}_$][\\w$]*(\\.[\\p{Alpha}_$][\\w$]*)*");
    private static final int HEADER = 8;
    private static final int JAVA_9 = 53;

    /** The module that a main class names as {@code module/class}; empty if it names none. */
    public static String moduleOf(String mainClass) {
        int slash = mainClass.indexOf('/');
        // A class can be written with slashes, too.
        return slash > 0 && slash == mainClass.lastIndexOf('/') ? mainClass.substring(0, slash) : "";
    }

    /** The class that a main class names, with a module or without. */
    public static String classOf(String mainClass) {
        return moduleOf(mainClass).isEmpty()
                ? mainClass.replace('/', '.')
                : mainClass.substring(mainClass.indexOf('/') + 1);
    }

    /** The module that a folder of classes is, if it has a descriptor. */
    public static Optional<JavaModule> ofFolder(Path folder) {
        Path file = folder.resolve(DESCRIPTOR);
        try {
            return Files.isRegularFile(file)
                    ? Optional.ofNullable(descriptor(Files.readAllBytes(file))).map(JavaModule::of)
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /**
     * The module that a jar is, or is taken for on the module path.
     *
     * @param fileName its name in the image, from which the name of an automatic module follows
     * @param release the Java release whose view of a multi-release jar counts
     */
    public static Optional<JavaModule> ofJar(Path jar, String fileName, int release) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, version(release))) {
            ZipEntry entry = file.getJarEntry(DESCRIPTOR);
            if (entry != null) {
                try (InputStream stream = file.getInputStream(entry)) {
                    return Optional.ofNullable(descriptor(stream.readAllBytes()))
                            .map(JavaModule::of);
                }
            }
            String declared = file.getManifest() == null
                    ? null
                    : file.getManifest().getMainAttributes().getValue("Automatic-Module-Name");
            return Optional.of(declared == null ? derived(fileName) : declared)
                    .filter(name -> NAME.matcher(name).matches())
                    .map(name -> new JavaModule(name, true, new TreeSet<>(), new TreeSet<>(), new TreeSet<>()));
        }
    }

    /** Reads a {@code module-info.class} of any Java version; {@code null} if it is broken. */
    public static @Nullable ModuleDescriptor descriptor(byte[] classFile) {
        if (classFile.length < HEADER) {
            return null;
        }
        // The format has not changed since Java 9, but the reader refuses class files that are newer than its own Java.
        ByteBuffer.wrap(classFile).putShort(4, (short) 0).putShort(6, (short) JAVA_9);
        try {
            return ModuleDescriptor.read(ByteBuffer.wrap(classFile));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static JavaModule of(ModuleDescriptor descriptor) {
        NavigableSet<String> requires = new TreeSet<>();
        descriptor.requires().stream()
                .filter(required -> !required.modifiers().contains(Modifier.STATIC))
                .forEach(required -> requires.add(required.name()));
        NavigableSet<String> provides = new TreeSet<>();
        descriptor.provides().forEach(provided -> provides.add(provided.service()));
        return new JavaModule(descriptor.name(), false, requires, new TreeSet<>(descriptor.uses()), provides);
    }

    private static Runtime.Version version(int release) {
        return Runtime.Version.parse(Integer.toString(Math.max(release, 9)));
    }

    /** As {@link ModuleFinder#of(Path...)} says. */
    private static String derived(String fileName) {
        String name = fileName.replaceFirst("\\.jar$", "");
        Matcher version = VERSION.matcher(name);
        if (version.find()) {
            name = name.substring(0, version.start());
        }
        return name.replaceAll("[^A-Za-z0-9]", ".").replaceAll("\\.{2,}", ".").replaceAll("^\\.|\\.$", "");
    }
}
