package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.kept;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.own;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The element {@code <images>}, which docker-maven-plugin and JKube share. */
final class ImagesRules {

    static final String IMAGE = "images.image.";
    static final String BUILD = IMAGE + "build.";

    private static final String OWN_DOCKERFILE = "strategy dockerfile with <docker><dockerfile> and <docker><context>";
    private static final String ASSEMBLED =
            "describe it with the assembly plugin, and take the folder that it makes as one of <extraDirectories>";
    private static final String CLEANED = "not needed: no containers or images are left behind";

    /** How each part of the assembly is taken over, under both of its names. */
    private static final List<String> ASSEMBLIES = List.of("assembly.", "assemblies.assembly.");

    static final List<Rule> ALL = Stream.of(
                    Stream.of(
                            own(IMAGE + "name", "<image>; %g, %a, %v, %l and %t become references", ImagesRules::name),
                            list("tags", "tags", "tag"),
                            text("from", "from"),
                            own(BUILD + "dockerFile", OWN_DOCKERFILE, (theirs, here) -> {}),
                            own(BUILD + "dockerFileDir", OWN_DOCKERFILE, (theirs, here) -> {}),
                            own(BUILD + "contextDir", OWN_DOCKERFILE, (theirs, here) -> {}),
                            own(BUILD + "entryPoint", CommonRules.STARTED, (theirs, here) -> {}),
                            own(BUILD + "cmd", CommonRules.STARTED, (theirs, here) -> {}),
                            map("env", "container.environment"),
                            list("ports", "container.ports", "port"),
                            map("labels", "container.labels"),
                            CommonRules.maintainer(BUILD + "maintainer"),
                            text("user", "container.user"),
                            list("volumes", "container.volumes", "volume"),
                            text("workdir", "container.workingDirectory"),
                            list("runCmds", "run", "run"),
                            map("args", "docker.buildArgs"),
                            text("network", "docker.network"),
                            text("target", "docker.target"),
                            list("cacheFrom", "docker.cacheFrom", "cache"),
                            list("buildx.cacheFrom", "docker.cacheFrom", "cache"),
                            list("buildx.cacheTo", "docker.cacheTo", "cache"),
                            text("buildx.builderName", "docker.builder"),
                            list("buildx.platforms", "platforms", "platform"),
                            map("buildx.secret.files", "builder.secrets"),
                            text("skip", "skip"),
                            own(BUILD + "healthCheck", "<container><healthCheck>", ImagesRules::healthCheck),
                            own(
                                    BUILD + "noCache",
                                    "--no-cache in <docker><additionalArgs>, with a Dockerfile",
                                    ImagesRules::noCache),
                            own(
                                    BUILD + "nocache",
                                    "--no-cache in <docker><additionalArgs>, with a Dockerfile",
                                    ImagesRules::noCache),
                            own(IMAGE + "registry", "the host in <image>", (theirs, here) -> {}),
                            own(
                                    IMAGE + "alias",
                                    "the <id> of the execution, if there are several images",
                                    (theirs, here) -> {})),
                    ASSEMBLIES.stream().flatMap(ImagesRules::assembly),
                    none(
                            "run that plugin for it, or let tests start containers with Testcontainers",
                            List.of(IMAGE + "run", IMAGE + "external", IMAGE + "watch", IMAGE + "copy")),
                    kept(
                            "for other goals of that plugin",
                            List.of(IMAGE + "stopNamePattern", IMAGE + "copyNamePattern", IMAGE + "removeNamePattern")),
                    none(
                            "only Dockerfiles and applications are built; load an archive with docker load",
                            List.of(BUILD + "dockerArchive", BUILD + "loadNamePattern")),
                    none(
                            "a Dockerfile is built as it is: what changes is a build argument, in <docker><buildArgs>",
                            List.of(BUILD + "filter")),
                    none(CLEANED, List.of(BUILD + "cleanup")),
                    none(
                            "a base image is looked up in its registry each time, and in a cache if that fails",
                            List.of(BUILD + "imagePullPolicy")),
                    none("write the registry into <from>", List.of(BUILD + "registry")),
                    none("commands run in the base image's shell", List.of(BUILD + "shell")),
                    none("layers are made by what changes together", List.of(BUILD + "optimise", BUILD + "squash")),
                    none("not needed: nothing is packed twice", List.of(BUILD + "compression")),
                    none("<skip> leaves the whole image out", List.of(BUILD + "skipPush", BUILD + "skipTag")),
                    none(
                            "options of docker build go into <docker><additionalArgs>",
                            List.of(BUILD + "buildOptions", BUILD + "createImageOptions", BUILD + "fromExt")),
                    none("a .dockerignore file beside the Dockerfile does it", List.of(BUILD + "useDefaultExcludes")),
                    none(
                            "create the builder with docker buildx create, and name it in <docker><builder>",
                            List.of(
                                    BUILD + "buildx.configFile",
                                    BUILD + "buildx.dockerStateDir",
                                    BUILD + "buildx.nodeName",
                                    BUILD + "buildx.driverOpts")),
                    none(
                            "write the variable into a file, and name it in <builder><secrets>",
                            List.of(BUILD + "buildx.secret.envs")),
                    none(
                            "with a Dockerfile: --provenance or --sbom in <docker><additionalArgs>",
                            List.of(BUILD + "buildx.attestations")))
            .flatMap(rules -> rules)
            .toList();

    private ImagesRules() {}

    private static Stream<Rule> assembly(String assembly) {
        String at = BUILD + assembly;
        return Stream.of(
                        Stream.of(
                                own(
                                        at + "descriptorRef",
                                        "the application itself, laid out by this plugin",
                                        (theirs, here) -> {}),
                                own(
                                        at + "targetDir",
                                        "<container><appRoot>",
                                        (theirs, here) ->
                                                here.at("container.appRoot").text(Texts.of(theirs))),
                                own(
                                        at + "basedir",
                                        "<container><appRoot>",
                                        (theirs, here) ->
                                                here.at("container.appRoot").text(Texts.of(theirs))),
                                own(
                                        at + "name",
                                        "<container><appRoot>, unless there is a targetDir",
                                        (theirs, here) -> {
                                            if (here.at("container")
                                                    .child("appRoot")
                                                    .isEmpty()) {
                                                here.at("container.appRoot").text("/" + Texts.of(theirs));
                                            }
                                        }),
                                own(at + "layers", "<extraDirectories> and <files>", AssemblyFiles::layers),
                                own(at + "inline.fileSets", "<extraDirectories>", AssemblyFiles::fileSets),
                                own(at + "inline.files", "<files>", AssemblyFiles::files),
                                own(
                                        at + "inline.dependencySets",
                                        "the application's dependencies, laid out by this plugin; <dependencies><includes> and <excludes>",
                                        AssemblyFiles::dependencySets),
                                own(
                                        at + "user",
                                        "<extraDirectories><ownership>, for files of root unless it is named",
                                        (theirs, here) -> {})),
                        none(ASSEMBLED, List.of(at + "descriptor", at + "inline", at + "dockerFileDir")),
                        none(
                                "not needed: nothing but the files is in an archive",
                                List.of(at + "inline.id", at + "tarLongFileMode")),
                        none(
                                "the mode of files is <mode> of a file, or <extraDirectories><permissions>",
                                List.of(at + "mode", at + "permissions", at + "ignorePermissions")),
                        none(
                                "name the folder in <container><volumes>",
                                List.of(at + "exportBasedir", at + "exportTargetDir")))
                .flatMap(rules -> rules);
    }

    private static Rule text(String theirs, String here) {
        return at(Rule.text(theirs, here));
    }

    private static Rule list(String theirs, String here, String item) {
        return at(Rule.list(theirs, here, item));
    }

    private static Rule map(String theirs, String here) {
        return at(Rule.map(theirs, here));
    }

    private static Rule at(Rule rule) {
        return own(BUILD + rule.path(), rule.here(), rule.conversion());
    }

    private static void name(Xpp3Dom theirs, Element here) {
        String name = Texts.of(theirs);
        Element image = here.at("image")
                .text(name.replace("%a", "${project.artifactId}")
                        .replace("%v", "${project.version}")
                        .replace("%l", "${project.version}")
                        .replace("%t", "${project.version}"));
        if (name.contains("%l") || name.contains("%t")) {
            image.comment("For a snapshot, %l was latest and %t the time");
        }
    }

    private static void noCache(Xpp3Dom theirs, Element here) {
        CommonRules.option(theirs, "--no-cache", here);
    }

    private static void healthCheck(Xpp3Dom theirs, Element here) {
        Element check = here.at("container.healthCheck");
        for (String name : List.of("interval", "timeout", "startPeriod", "retries")) {
            String value = Texts.child(theirs, name, "");
            if (!value.isEmpty()) {
                check.at(name).text(value);
            }
        }
        Xpp3Dom command = theirs.getChild("cmd");
        if (command == null) {
            return;
        }
        List<String> words =
                StartCommand.of(Optional.of(command), Optional.empty()).entrypoint();
        if (words.size() == 3 && words.get(0).equals("/bin/sh")) {
            check.at("shell").text(words.get(2));
        } else {
            words.forEach(word -> check.at("command").add("arg").text(word));
        }
    }

    /** Where relative paths of Dockerfiles and contexts begin. */
    static String path(String folder, String path) {
        String relative = CommonRules.withoutBasedir(path);
        boolean fromModule = !relative.equals(path) || path.startsWith("/") || path.startsWith("${");
        return fromModule ? (relative.isEmpty() ? "." : relative) : folder + "/" + path;
    }

    /** Whether the image has the application, which is not a list of files. */
    static boolean hasApplication(Xpp3Dom build) {
        return ASSEMBLIES.stream()
                .map(name -> name.substring(0, name.length() - 1))
                .flatMap(path -> Texts.find(build, path).stream())
                .anyMatch(assembly -> Arrays.stream(assembly.getChildren())
                        .anyMatch(child -> !List.of("targetDir", "name").contains(child.getName())));
    }
}
