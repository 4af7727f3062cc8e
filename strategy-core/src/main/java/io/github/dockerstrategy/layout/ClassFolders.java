package io.github.dockerstrategy.layout;

import io.github.dockerstrategy.image.ContainerPath;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where an exploded application's classes and resources are in the image: in a folder each, or in one folder, like in a jar, where a
 * descriptor speaks for the classes of its own class path root (CDI, JPA, EJB, Jakarta Faces, Jandex, OSGi, Java modules). Frameworks
 * look for those classes beside the descriptor only, and find none in a second root.
 *
 * @param resources folder of the resources
 * @param classes folder of the classes
 */
public record ClassFolders(ContainerPath resources, ContainerPath classes) {

    /**
     * Every XML file in META-INF counts: nearly all of them are such descriptors, and one folder is right for the others too. Files that
     * name classes, such as those in META-INF/services, do not: a class loader finds a class by its name in any root.
     */
    private static final Pattern DESCRIPTOR =
            Pattern.compile("META-INF/[^/]+\\.xml|META-INF/MANIFEST\\.MF|META-INF/[^/]*jandex\\.idx|OSGI-INF/.+"
                    + "|(META-INF/)?seam\\.properties");

    private static final Set<String> MODULE = Set.of("module-info.class");

    /** @param files relative paths of all classes and resources, with forward slashes */
    static ClassFolders of(ContainerPath appRoot, Collection<String> files) {
        ContainerPath classes = appRoot.resolve("classes");
        boolean together = files.stream()
                .anyMatch(file ->
                        MODULE.contains(file) || DESCRIPTOR.matcher(file).matches());
        return new ClassFolders(together ? classes : appRoot.resolve("resources"), classes);
    }

    /** Whether classes and resources are in one folder. */
    public boolean isOne() {
        return resources.equals(classes);
    }

    /** Where a file is in the image, by its relative path. */
    ContainerPath place(String file) {
        return (isClass(file) ? classes : resources).resolve(file);
    }

    static boolean isClass(String file) {
        return file.endsWith(".class");
    }
}
