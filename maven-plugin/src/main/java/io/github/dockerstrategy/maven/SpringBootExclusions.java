package io.github.dockerstrategy.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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
 * @param artifacts what is left out, as {@code groupId:artifactId}
 * @param groups groups of which all is left out
 * @see <a href="https://docs.spring.io/spring-boot/maven-plugin/packaging.html">Packaging executable archives</a>
 */
record SpringBootExclusions(Set<String> artifacts, Set<String> groups) {

    private static final Set<String> LEFT_OUT_TYPES =
            Set.of("annotation-processor", "dependencies-starter", "development-tool");
    private static final String BOOT_GROUP = "org.springframework.boot";

    /** What the configuration of Spring Boot's plugin says. */
    static SpringBootExclusions of(Module module) {
        Set<String> artifacts = new HashSet<>();
        if (isLeftOut(module, "excludeDevtools")) {
            artifacts.add(BOOT_GROUP + ":spring-boot-devtools");
        }
        if (isLeftOut(module, "excludeDockerCompose")) {
            artifacts.add(BOOT_GROUP + ":spring-boot-docker-compose");
        }
        for (Xpp3Dom exclude : module.children(Module.SPRING_BOOT, "excludes")) {
            artifacts.add(text(exclude, "groupId") + ":" + text(exclude, "artifactId"));
        }
        String groups = module.configured(Module.SPRING_BOOT, "excludeGroupIds").orElse("");
        return new SpringBootExclusions(artifacts, new HashSet<>(Arrays.asList(groups.split("\\s*,\\s*"))));
    }

    boolean contains(Dependency dependency) {
        Artifact artifact = dependency.getArtifact();
        return artifacts.contains(artifact.getGroupId() + ":" + artifact.getArtifactId())
                || groups.contains(artifact.getGroupId())
                || LEFT_OUT_TYPES.contains(type(artifact));
    }

    private static boolean isLeftOut(Module module, String parameter) {
        return !module.configured(Module.SPRING_BOOT, parameter).orElse("").equals("false");
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
