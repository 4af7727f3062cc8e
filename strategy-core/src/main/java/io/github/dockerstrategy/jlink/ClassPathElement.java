package io.github.dockerstrategy.jlink;

import io.github.dockerstrategy.project.JavaModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What a jar or class folder says of itself, without a look at its code.
 *
 * @param path the jar or folder
 * @param descriptor its module descriptor, if it is a module
 * @param services the service types that it provides in {@code META-INF/services}
 * @param hasNativeLibraries whether it contains shared libraries
 */
record ClassPathElement(
        Path path, Optional<ModuleDescriptor> descriptor, NavigableSet<String> services, boolean hasNativeLibraries) {

    private static final String SERVICES = "META-INF/services/";
    private static final String MODULE_INFO = "module-info.class";

    /**
     * Looks into a jar or folder.
     *
     * @param feature the Java version whose view of a multi-release jar counts
     * @throws IOException if it is neither a folder nor a jar that can be opened
     */
    static ClassPathElement of(Path path, int feature) throws IOException {
        return Files.isDirectory(path) ? ofFolder(path) : ofJar(path, feature);
    }

    /**
     * The modules it declares to need. Optional ones ({@code requires static}) are not among them: whether there is code that needs them, its
     * class files say.
     */
    NavigableSet<String> requires() {
        NavigableSet<String> names = new TreeSet<>();
        descriptor.ifPresent(module -> module.requires().stream()
                .filter(required -> !required.modifiers().contains(Modifier.STATIC))
                .forEach(required -> names.add(required.name())));
        return names;
    }

    private static ClassPathElement ofFolder(Path folder) throws IOException {
        Path moduleInfo = folder.resolve(MODULE_INFO);
        byte @Nullable [] classFile = Files.exists(moduleInfo) ? Files.readAllBytes(moduleInfo) : null;
        NavigableSet<String> services = new TreeSet<>();
        boolean natives = false;
        for (Path file : Fingerprint.filesOf(folder)) {
            String name = folder.relativize(file).toString();
            natives |= isNativeLibrary(name);
            addService(name, services);
        }
        return new ClassPathElement(folder, descriptor(classFile), services, natives);
    }

    private static ClassPathElement ofJar(Path path, int feature) throws IOException {
        Runtime.Version version = Runtime.Version.parse(Integer.toString(feature));
        try (JarFile jar = new JarFile(path.toFile(), false, ZipFile.OPEN_READ, version)) {
            NavigableSet<String> services = new TreeSet<>();
            jar.stream().map(ZipEntry::getName).forEach(name -> addService(name, services));
            boolean natives = jar.stream().map(ZipEntry::getName).anyMatch(ClassPathElement::isNativeLibrary);
            return new ClassPathElement(path, descriptor(moduleInfo(jar)), services, natives);
        }
    }

    private static byte @Nullable [] moduleInfo(JarFile jar) throws IOException {
        ZipEntry entry = jar.getJarEntry(MODULE_INFO);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static Optional<ModuleDescriptor> descriptor(byte @Nullable [] classFile) {
        return classFile == null ? Optional.empty() : Optional.ofNullable(JavaModule.descriptor(classFile));
    }

    private static void addService(String name, NavigableSet<String> services) {
        String type = name.startsWith(SERVICES) ? name.substring(SERVICES.length()) : "";
        if (!type.isEmpty() && type.indexOf('/') < 0) {
            services.add(type);
        }
    }

    private static boolean isNativeLibrary(String name) {
        return name.endsWith(".so") || name.contains(".so.");
    }
}
