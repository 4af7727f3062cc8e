package io.github.dockerstrategy.maven.module;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;
import org.jspecify.annotations.Nullable;

/**
 * What Spring Boot's own repackaging leaves out of a runnable jar, and so belongs in no image either.
 *
 * @param isLeftOut whether an artifact is left out, by its scope and coordinates
 * @param types values of {@code Spring-Boot-Jar-Type} in the manifests of jars that are left out
 * @see <a href="https://docs.spring.io/spring-boot/maven-plugin/packaging.html">Packaging executable archives</a>
 */
record SpringBootExclusions(Predicate<Dependency> isLeftOut, Set<String> types) {

    /** For a module that Spring Boot's plugin does not repackage. */
    static final SpringBootExclusions NONE = new SpringBootExclusions(dependency -> false, Set.of());

    private static final Set<String> LEFT_OUT_TYPES =
            Set.of("annotation-processor", "dependencies-starter", "development-tool");
    private static final String BOOT_GROUP = "org.springframework.boot";

    /**
     * What one execution says.
     *
     * @param property the value of a property, for what its configuration does not say
     */
    static SpringBootExclusions of(ConfiguredExecution execution, Function<String, Optional<String>> property) {
        List<Predicate<Dependency>> leftOut = new ArrayList<>();
        if (isLeftOut(execution, "excludeDevtools")) {
            leftOut.add(matching(BOOT_GROUP, "spring-boot-devtools", ""));
        }
        if (isLeftOut(execution, "excludeDockerCompose")) {
            leftOut.add(matching(BOOT_GROUP, "spring-boot-docker-compose", ""));
        }
        // Spring Boot leaves system scope out unless it is configured to include it. Such an application does not start
        // by
        // itself, so
        // only who says so means it.
        if (execution.text("includeSystemScope").orElse("").equals("false")) {
            leftOut.add(dependency -> dependency.getScope().equals("system"));
        }
        leftOut.addAll(matching(execution, "excludes", property));
        List<Predicate<Dependency>> includes = matching(execution, "includes", property);
        if (!includes.isEmpty()) {
            leftOut.add(includes.stream().reduce(Predicate::or).orElseThrow().negate());
        }
        String groups = execution
                .text("excludeGroupIds")
                .or(() -> property.apply("spring-boot.excludeGroupIds"))
                .orElse("");
        Set<String> excluded = Set.copyOf(Arrays.asList(groups.split("\\s*,\\s*")));
        leftOut.add(dependency -> excluded.contains(dependency.getArtifact().getGroupId()));
        return new SpringBootExclusions(leftOut.stream().reduce(Predicate::or).orElseThrow(), LEFT_OUT_TYPES);
    }

    boolean contains(Dependency dependency) {
        return isLeftOut.test(dependency) || (!types.isEmpty() && types.contains(type(dependency.getArtifact())));
    }

    private static boolean isLeftOut(ConfiguredExecution execution, String parameter) {
        return !execution.text(parameter).orElse("").equals("false");
    }

    /** Elements with {@code groupId}, {@code artifactId} and, where only that one is meant, {@code classifier}. */
    private static List<Predicate<Dependency>> matching(
            ConfiguredExecution execution, String parameter, Function<String, Optional<String>> property) {
        List<Xpp3Dom> elements = execution.children(parameter).toList();
        if (elements.isEmpty()) {
            return property.apply("spring-boot." + parameter).stream()
                    .flatMap(list -> Arrays.stream(list.split(",")))
                    .map(coordinates -> coordinates.strip().split(":"))
                    .filter(part -> part.length > 1)
                    .map(part -> matching(part[0], part[1], part.length > 2 ? part[2] : ""))
                    .toList();
        }
        return elements.stream()
                .map(element ->
                        matching(text(element, "groupId"), text(element, "artifactId"), text(element, "classifier")))
                .toList();
    }

    private static Predicate<Dependency> matching(String group, String name, String classifier) {
        return dependency -> {
            Artifact artifact = dependency.getArtifact();
            return artifact.getGroupId().equals(group)
                    && artifact.getArtifactId().equals(name)
                    && (classifier.isEmpty() || artifact.getClassifier().equals(classifier));
        };
    }

    private static String text(Xpp3Dom dom, String name) {
        Xpp3Dom child = dom.getChild(name);
        return child == null || child.getValue() == null ? "" : child.getValue().strip();
    }

    private static String type(Artifact artifact) {
        if (artifact.getFile() == null || !artifact.getFile().isFile()) {
            return "";
        }
        try {
            Manifest manifest = manifest(artifact.getFile());
            String type = manifest == null ? null : manifest.getMainAttributes().getValue("Spring-Boot-Jar-Type");
            return type == null ? "" : type;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + artifact.getFile(), e);
        }
    }

    /** A manifest comes first in a jar, as a rule: then the long directory of a large one need not be read. */
    private static @Nullable Manifest manifest(File file) throws IOException {
        try (JarInputStream start = new JarInputStream(Files.newInputStream(file.toPath()), false)) {
            if (start.getManifest() != null) {
                return start.getManifest();
            }
        } catch (ZipException e) {
            // Not every jar can be read from its start.
        }
        try (JarFile jar = new JarFile(file, false)) {
            return jar.getManifest();
        }
    }
}
