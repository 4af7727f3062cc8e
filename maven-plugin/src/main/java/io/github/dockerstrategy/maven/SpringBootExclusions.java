package io.github.dockerstrategy.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.graph.Dependency;

/**
 * What Spring Boot's own repackaging leaves out of a runnable jar, and so belongs in no image either.
 *
 * @see <a href="https://docs.spring.io/spring-boot/maven-plugin/packaging.html">Packaging executable archives</a>
 */
record SpringBootExclusions(Module module) {

    private static final Set<String> LEFT_OUT_TYPES =
            Set.of("annotation-processor", "dependencies-starter", "development-tool");
    private static final String BOOT_GROUP = "org.springframework.boot";

    boolean contains(Dependency dependency) {
        Artifact artifact = dependency.getArtifact();
        return isTool(artifact, "spring-boot-devtools", "excludeDevtools")
                || isTool(artifact, "spring-boot-docker-compose", "excludeDockerCompose")
                || isConfigured(artifact)
                || LEFT_OUT_TYPES.contains(type(artifact));
    }

    private boolean isTool(Artifact artifact, String artifactId, String parameter) {
        return artifact.getGroupId().equals(BOOT_GROUP)
                && artifact.getArtifactId().equals(artifactId)
                && !module.configured(Module.SPRING_BOOT, parameter)
                        .filter("false"::equals)
                        .isPresent();
    }

    private boolean isConfigured(Artifact artifact) {
        boolean group = module.configured(Module.SPRING_BOOT, "excludeGroupIds")
                .filter(groups -> Set.of(groups.split("\\s*,\\s*")).contains(artifact.getGroupId()))
                .isPresent();
        return group
                || module.children(Module.SPRING_BOOT, "excludes").stream()
                        .anyMatch(exclude -> text(exclude, "groupId").equals(artifact.getGroupId())
                                && text(exclude, "artifactId").equals(artifact.getArtifactId()));
    }

    private static String text(Xpp3Dom dom, String name) {
        Xpp3Dom child = dom.getChild(name);
        return child == null || child.getValue() == null ? "" : child.getValue().strip();
    }

    private static String type(Artifact artifact) {
        if (artifact.getFile() == null || !artifact.getFile().isFile()) {
            return "";
        }
        try (JarFile jar = new JarFile(artifact.getFile(), false)) {
            Manifest manifest = jar.getManifest();
            String type = manifest == null ? null : manifest.getMainAttributes().getValue("Spring-Boot-Jar-Type");
            return type == null ? "" : type;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + artifact.getFile(), e);
        }
    }
}
