package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.kept;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.own;
import static io.github.dockerstrategy.maven.migrate.source.Rule.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes over from docker-maven-plugin of fabric8, 0.46, and its element target of 0.50. */
final class Fabric8 {

    static final Source SOURCE = new Source(
            "fabric8",
            List.of("io.fabric8:docker-maven-plugin"),
            true,
            Source.BuiltBy.ENGINE,
            PropertyPath.NONE,
            Optional.empty(),
            Stream.of(
                            ImagesRules.ALL.stream(),
                            settings(),
                            none("image by image: <image> names it", List.of("imagesMap", "name", "filter")))
                    .flatMap(rules -> rules)
                    .toList(),
            Map.of("build", new Source.Goal("build", ""), "push", new Source.Goal("push", "")),
            ImagesDefaults::complete,
            List.of(
                    "Layout: the application is in layers (dependencies, resources, classes) in place of one archive, in the same folder.",
                    "Start: `java @/maven/launch.args`, in place of `java -jar`.",
                    "The folder of the assembly is no volume.",
                    "Labels: the image gets OCI labels from the POM (title, description, version, licenses and others).",
                    "Times: files and image have a fixed time, so that the same sources give the same image."));

    private Fabric8() {}

    /** Parameters beside the images, which JKube has, too. */
    static Stream<Rule> settings() {
        return Stream.of(
                        Stream.of(
                                text("skip", "skip"),
                                own("pushRegistry", "the host in <image>", (theirs, here) -> {}),
                                own("registry", "the host in <image>", (theirs, here) -> {}),
                                CommonRules.dockerVariable("dockerHost", "DOCKER_HOST"),
                                CommonRules.dockerVariable("certPath", "DOCKER_CERT_PATH"),
                                Rule.map("buildArgs", "docker.buildArgs"),
                                own("sourceDirectory", "where <docker><dockerfile> begins", (theirs, here) -> {})),
                        none(
                                CommonRules.LOGINS + "; passwords are not copied",
                                List.of("authConfig", "skipExtendedAuth")),
                        none("write the registry into <from>, or name a mirror in <mirrors>", List.of("pullRegistry")),
                        none(
                                "a base image is looked up in its registry each time, and in a cache if that fails",
                                List.of("autoPull", "imagePullPolicy")),
                        none("a failed request is repeated anyway", List.of("retries")),
                        none(
                                "-Ddocker-strategy.skip leaves a goal out",
                                List.of("skipBuild", "skipPush", "skipTag", "skipPom")),
                        none("docker-machine is not started", List.of("machine", "skipMachine")),
                        none("not settable: target/docker-strategy", List.of("outputDirectory")),
                        none("not needed: the docker CLI talks to the engine", List.of("apiVersion", "maxConnections")),
                        none("not needed: the strategy jib needs no engine", List.of("jib")),
                        none("<format> is the format of the manifest", List.of("jibImageFormat")),
                        none("that is <output>tar, or the goal generate", List.of("buildArchiveOnly", "archive")),
                        kept(
                                "for containers, which that plugin starts",
                                List.of(
                                        "keepContainer",
                                        "removeVolumes",
                                        "logDate",
                                        "logStdout",
                                        "useColor",
                                        "verbose",
                                        "volumes",
                                        "outputFile",
                                        "packaging",
                                        "startParallel",
                                        "showLogs",
                                        "follow",
                                        "portPropertyFile",
                                        "allContainers",
                                        "autoCreateCustomNetworks",
                                        "containerNamePattern",
                                        "keepRunning",
                                        "stopNamePattern",
                                        "watchMode",
                                        "watchInterval",
                                        "watchPostExec",
                                        "watchPostGoal",
                                        "removeMode",
                                        "removeAll",
                                        "removeNamePattern",
                                        "repo",
                                        "tagName",
                                        "saveName",
                                        "saveFile",
                                        "saveAlias",
                                        "skipRun",
                                        "skipVolumes")))
                .flatMap(rules -> rules);
    }
}
