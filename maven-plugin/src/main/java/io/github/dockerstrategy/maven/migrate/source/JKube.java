package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.kept;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.own;
import static io.github.dockerstrategy.maven.migrate.source.Rule.text;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import io.github.dockerstrategy.strategy.Strategies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Takes the images over from kubernetes-maven-plugin and openshift-maven-plugin of Eclipse JKube 1.18. */
final class JKube {

    private static final Map<String, String> PROPERTIES = Map.of(
            "jkube.generator.name", "generator.name",
            "jkube.image.name", "generator.name",
            "jkube.generator.from", "generator.from",
            "jkube.generator.java-exec.mainClass", "generator.config.java-exec.mainClass",
            "jkube.docker.registry", "registry",
            "jkube.docker.push.registry", "pushRegistry",
            "jkube.docker.pull.registry", "pullRegistry",
            "jkube.build.strategy", "buildStrategy");

    static final Source SOURCE = new Source(
            "jkube",
            List.of("org.eclipse.jkube:kubernetes-maven-plugin", "org.eclipse.jkube:openshift-maven-plugin"),
            true,
            Source.BuiltBy.ENGINE,
            PropertyPath.names(PROPERTIES),
            Optional.empty(),
            Stream.of(
                            Stream.of(
                                    text("generator.name", "image"),
                                    text("generator.from", "from"),
                                    text("generator.config.java-exec.mainClass", "container.mainClass"),
                                    text("generator.config.java-exec.name", "image"),
                                    text("generator.config.java-exec.from", "from"),
                                    text("generator.config.java-exec.targetDir", "container.appRoot"),
                                    text("generator.config.spring-boot.name", "image"),
                                    text("generator.config.spring-boot.from", "from"),
                                    own(
                                            "buildStrategy",
                                            "<strategy>jib, if it is jib; else the default, which builds the same image",
                                            (theirs, here) -> {
                                                if (Texts.of(theirs).equals("jib")) {
                                                    here.at("strategy").text(Strategies.DEFAULT);
                                                }
                                            })),
                            ImagesRules.ALL.stream(),
                            Fabric8.settings(),
                            none(
                                    "images are described by this plugin's own rules, which take main class, base and ports from the module",
                                    List.of("generator")),
                            none("nothing is built inside a cluster", List.of("buildRecreate", "forcePull")),
                            kept(
                                    "for the cluster: keep that plugin, and let its <image> name this one",
                                    List.of(
                                            "enricher",
                                            "resources",
                                            "access",
                                            "namespace",
                                            "environment",
                                            "profile",
                                            "resourceDir",
                                            "targetDir",
                                            "helm",
                                            "mappings",
                                            "kubernetesManifest",
                                            "kubernetesTemplate",
                                            "openshiftManifest",
                                            "interpolateTemplateParameters",
                                            "failOnValidationError",
                                            "skipResource",
                                            "skipResourceValidation",
                                            "skipBuildPom",
                                            "skipApply",
                                            "useProjectClasspath",
                                            "offline",
                                            "resourceFileType",
                                            "workDir",
                                            "recreate",
                                            "mergeWithDekorate",
                                            "remoteDevelopment")),
                            none("image by image: <image> names it", List.of("filter")))
                    .flatMap(rules -> rules)
                    .toList(),
            Map.of("build", new Source.Goal("build", ""), "push", new Source.Goal("push", "")),
            JKube::defaults,
            List.of(
                    "Base: `quay.io/jkube/jkube-java` is replaced by the default base image of this plugin, unless `<from>` names one. Its"
                            + " start script reads `JAVA_OPTIONS`, `JAVA_MAIN_CLASS` and others: here `JDK_JAVA_OPTIONS` is read by java itself.",
                    "Layout: the application is in layers in `/app`, in place of `/deployments`, unless an assembly names another folder.",
                    "Labels: the image gets OCI labels from the POM (title, description, version, licenses and others)."));

    private JKube() {}

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        if (theirs.getChild("images") != null) {
            ImagesDefaults.complete(theirs, here, project);
            return;
        }
        if (ImagesDefaults.onlyDockerfile(theirs, here, project)) {
            return;
        }
        if (here.child("image").isEmpty()) {
            here.at("image")
                    .text(ImagesDefaults.user(project) + "/${project.artifactId}:${project.version}")
                    .comment("JKube's default; here it is without the group");
        }
        here.at("image")
                .text(ImagesDefaults.withRegistry(theirs, here.at("image").text()));
        if (here.child("strategy").isEmpty()) {
            here.at("output").text("daemon").comment("Where JKube puts it; here it is an archive");
        }
    }
}
