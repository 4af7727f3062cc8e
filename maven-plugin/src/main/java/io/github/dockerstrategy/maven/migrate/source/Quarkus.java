package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.kept;
import static io.github.dockerstrategy.maven.migrate.source.Rule.list;
import static io.github.dockerstrategy.maven.migrate.source.Rule.map;
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

/** Takes over from the container-image extensions of Quarkus 3, whose properties are in the POM or in application.properties. */
final class Quarkus {

    private static final String PREFIX = "quarkus.";
    private static final String IMAGE = "container-image.";
    private static final String JIB = "jib.";
    private static final String DOCKER = "docker.";

    static final Source SOURCE = new Source(
            "quarkus",
            List.of("io.quarkus:quarkus-maven-plugin", "io.quarkus.platform:quarkus-maven-plugin"),
            false,
            Source.BuiltBy.OTHERS,
            new PropertyPath(
                    Quarkus::path,
                    List.of(
                            IMAGE + "labels",
                            JIB + "labels",
                            JIB + "environment-variables",
                            JIB + "docker-environment",
                            DOCKER + "build-args")),
            Optional.of("src/main/resources/application.properties"),
            Stream.of(
                            Stream.of(
                                    text(IMAGE + "image", "image"),
                                    own(IMAGE + "registry", "<image>", (theirs, here) -> {}),
                                    own(IMAGE + "group", "<image>", (theirs, here) -> {}),
                                    own(IMAGE + "name", "<image>", (theirs, here) -> {}),
                                    own(IMAGE + "tag", "<image>", (theirs, here) -> {}),
                                    list(IMAGE + "additional-tags", "tags", "tag"),
                                    map(IMAGE + "labels", "container.labels"),
                                    own(
                                            IMAGE + "builder",
                                            "<strategy>: jib, or dockerfile for docker and podman, with <docker><executable>",
                                            Quarkus::builder),
                                    CommonRules.pushed(IMAGE + "push"),
                                    own(IMAGE + "insecure", "<registries><registry><insecure>", (theirs, here) -> {}),
                                    own(JIB + "base-jvm-image", "<from>, with the builder jib", (theirs, here) -> {}),
                                    list(JIB + "jvm-additional-arguments", "container.jvmFlags", "jvmFlag"),
                                    list(JIB + "jvm-arguments", "container.jvmFlags", "jvmFlag"),
                                    list(JIB + "jvm-entrypoint", "container.entrypoint", "arg"),
                                    list(JIB + "ports", "container.ports", "port"),
                                    map(JIB + "environment-variables", "container.environment"),
                                    map(JIB + "labels", "container.labels"),
                                    text(JIB + "user", "container.user"),
                                    text(JIB + "working-directory", "container.workingDirectory"),
                                    list(JIB + "platforms", "platforms", "platform"),
                                    text(JIB + "docker-executable-name", "docker.executable"),
                                    map(JIB + "docker-environment", "docker.environment"),
                                    own(
                                            JIB + "use-current-timestamp",
                                            "<container><creationTime>USE_CURRENT_TIMESTAMP, unless it is false",
                                            (theirs, here) -> {}),
                                    text(DOCKER + "dockerfile-jvm-path", "docker.dockerfile"),
                                    text(DOCKER + "executable-name", "docker.executable"),
                                    map(DOCKER + "build-args", "docker.buildArgs"),
                                    list(DOCKER + "cache-from", "docker.cacheFrom", "cache"),
                                    text(DOCKER + "network", "docker.network"),
                                    list(DOCKER + "additional-args", "docker.additionalArgs", "arg"),
                                    list(DOCKER + "buildx.platform", "platforms", "platform")),
                            none(
                                    CommonRules.LOGINS + "; passwords are not copied",
                                    List.of(
                                            IMAGE + "username",
                                            IMAGE + "password",
                                            JIB + "base-registry-username",
                                            JIB + "base-registry-password")),
                            none("bind the goal build to a phase, or call it", List.of(IMAGE + "build")),
                            none(
                                    "<builder> can make the program; see docs/strategies",
                                    List.of(
                                            JIB + "base-native-image",
                                            JIB + "native-additional-arguments",
                                            JIB + "native-arguments",
                                            JIB + "native-entrypoint",
                                            DOCKER + "dockerfile-native-path")),
                            none(
                                    "not settable: image.digest, image.id and result.json are in target/docker-strategy",
                                    List.of(JIB + "image-digest-file", JIB + "image-id-file")),
                            none(
                                    "Maven's -o builds from the cache",
                                    List.of(JIB + "offline-mode", JIB + "always-cache-base-image")),
                            none(
                                    "<container><filesModificationTime> has a fixed time",
                                    List.of(JIB + "use-current-timestamp-file-modification")),
                            none(
                                    "<docker><builder> names a builder of buildx; <output> says where the image goes",
                                    List.of(
                                            DOCKER + "enable-buildx",
                                            DOCKER + "buildx.output",
                                            DOCKER + "buildx.progress",
                                            DOCKER + "buildx.driver-opts")),
                            kept(
                                    "for other goals of that plugin",
                                    List.of(
                                            "systemProperties",
                                            "environmentVariables",
                                            "attachRunnerAsMainArtifact",
                                            "appArtifact",
                                            "finalName",
                                            "skip",
                                            "properties",
                                            "uberJar",
                                            "ignoredEntries",
                                            "buildDirectory",
                                            "attachSboms",
                                            "jvmArgs",
                                            "args",
                                            "debug",
                                            "suspend",
                                            "sourceDir",
                                            "mainClass",
                                            "workingDir",
                                            "noDeps",
                                            "preventnoverify",
                                            "compilerArgs",
                                            "deleteDevJar",
                                            "skipOriginalJarRename",
                                            "reloadPoms",
                                            "manifestEntries",
                                            "manifestSections",
                                            "bootstrapId",
                                            "mode",
                                            "closeBootstrappedApp",
                                            "dependencies",
                                            "release",
                                            "source",
                                            "target",
                                            "enforceBuildGoal",
                                            "openJavaLang",
                                            "modules",
                                            "debugHost",
                                            "jvm")))
                    .flatMap(rules -> rules)
                    .toList(),
            Map.of(),
            Quarkus::defaults,
            List.of(
                    "Layers: those of this plugin, of the same files in the same places below the application's folder.",
                    "Base: the default of this plugin, unless `base-jvm-image` is named; Quarkus' is `ubi9/openjdk`.",
                    "Start: `java -jar` with `quarkus-run.jar`, without the start script of that base, which reads `JAVA_OPTS_APPEND`:"
                            + " here `JDK_JAVA_OPTIONS` is read by java itself.",
                    "User: 65532:65532 unless one is named; `ubi9/openjdk` images have 185."));

    private Quarkus() {}

    private static Optional<String> path(String property) {
        return Stream.of(IMAGE, JIB, DOCKER)
                .filter(group -> property.startsWith(PREFIX + group))
                .map(group -> property.substring(PREFIX.length()))
                .findFirst();
    }

    private static void builder(Xpp3Dom theirs, Element here) {
        String builder = Texts.of(theirs);
        if (!builder.equals("jib")) {
            here.at("strategy")
                    .text(Strategies.OWN_DOCKERFILE)
                    .comment("Quarkus' builder " + builder + " builds its Dockerfile");
            if (builder.equals("podman")) {
                here.at("docker.executable").text("podman");
            }
        }
    }

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        if (theirs.getChild("container-image") == null
                && theirs.getChild("jib") == null
                && theirs.getChild("docker") == null) {
            return;
        }
        String base = Texts.child(theirs, JIB + "base-jvm-image", "");
        boolean own = here.child("strategy").isPresent();
        if (own) {
            here.at("docker")
                    .child("dockerfile")
                    .ifPresentOrElse(
                            file -> {}, () -> here.at("docker.dockerfile").text("src/main/docker/Dockerfile.jvm"));
        } else if (!base.isEmpty()) {
            here.at("from").text(base);
        }
        if (here.child("image").isEmpty()) {
            here.at("image").text(image(theirs));
        }
        if (Texts.child(theirs, IMAGE + "insecure", "").equals("true")) {
            RegistryHost.registry(here, here.at("image").text()).at("insecure").text("true");
        }
        if (!own && !Texts.child(theirs, JIB + "use-current-timestamp", "true").equals("false")) {
            here.at("container.creationTime")
                    .text("USE_CURRENT_TIMESTAMP")
                    .comment("Quarkus' default; here it is project.build.outputTimestamp");
        }
        if (!own && here.child("output").isEmpty()) {
            here.at("output").text("daemon").comment("Where Quarkus puts it; here it is an archive");
        }
    }

    private static String image(Xpp3Dom theirs) {
        String registry = Texts.child(theirs, IMAGE + "registry", "");
        String group = Texts.child(theirs, IMAGE + "group", "${user.name}");
        return (registry.isEmpty() ? "" : registry + "/")
                + (group.isEmpty() ? "" : group + "/")
                + Texts.child(theirs, IMAGE + "name", "${project.artifactId}")
                + ":" + Texts.child(theirs, IMAGE + "tag", "${project.version}");
    }
}
