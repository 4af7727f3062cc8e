package io.github.dockerstrategy.maven.migrate.source;

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

/** Takes over from Spotify's older docker-maven-plugin, 1.2.2. */
final class SpotifyDocker {

    static final Source SOURCE = new Source(
            "spotify-docker",
            List.of("com.spotify:docker-maven-plugin"),
            true,
            Source.BuiltBy.ENGINE,
            PropertyPath.names(Map.of(
                    "dockerImageName", "imageName",
                    "dockerDirectory", "dockerDirectory",
                    "dockerBaseImage", "baseImage",
                    "dockerHost", "dockerHost",
                    "registryUrl", "registryUrl")),
            Optional.empty(),
            Stream.of(
                            Stream.of(
                                    text("imageName", "image"),
                                    list("imageTags", "tags", "tag"),
                                    own(
                                            "dockerDirectory",
                                            "strategy dockerfile with <docker><context> and <docker><dockerfile>",
                                            (theirs, here) -> {}),
                                    text("baseImage", "from"),
                                    own("entryPoint", CommonRules.STARTED, (theirs, here) -> {}),
                                    own("cmd", CommonRules.STARTED, (theirs, here) -> {}),
                                    map("env", "container.environment"),
                                    list("exposes", "container.ports", "port"),
                                    map("labels", "container.labels"),
                                    CommonRules.maintainer("maintainer"),
                                    text("user", "container.user"),
                                    list("volumes", "container.volumes", "volume"),
                                    text("workdir", "container.workingDirectory"),
                                    list("runs", "run", "run"),
                                    map("buildArgs", "docker.buildArgs"),
                                    text("network", "docker.network"),
                                    own(
                                            "resources",
                                            "<extraDirectories> and <files>, without a Dockerfile; with one, it copies from where files are",
                                            SpotifyDocker::resources),
                                    CommonRules.dockerVariable("dockerHost", "DOCKER_HOST"),
                                    CommonRules.dockerVariable("dockerCertPath", "DOCKER_CERT_PATH"),
                                    CommonRules.pushed("pushImage"),
                                    own(
                                            "noCache",
                                            "--no-cache in <docker><additionalArgs>, with a Dockerfile",
                                            (theirs, here) -> {}),
                                    own(
                                            "pullOnBuild",
                                            "--pull in <docker><additionalArgs>, with a Dockerfile",
                                            (theirs, here) -> {}),
                                    text("skipDocker", "skip")),
                            none("write the check into <container><healthCheck>", List.of("healthcheck")),
                            none("all tags are pushed and moved anyway", List.of("forceTags", "pushImageTag")),
                            none(
                                    "logins come from settings.xml, by the registry's host",
                                    List.of("serverId", "registryUrl")),
                            none("a failed request is repeated anyway", List.of("retryPushCount", "retryPushTimeout")),
                            none(
                                    "-Ddocker-strategy.skip leaves a goal out",
                                    List.of("skipDockerBuild", "skipDockerPush", "skipDockerTag")),
                            none(
                                    "use a property for it, such as that of a plugin that reads git",
                                    List.of("useGitCommitId")),
                            none("use profiles of Maven", List.of("profile", "defaultProfile")),
                            none("not needed: no containers are left behind", List.of("rm")),
                            none("layers are made by what changes together", List.of("squashRunCommands")),
                            none("that is <output>tar", List.of("saveImageToTarArchive")),
                            none(
                                    "image.id, image.digest and result.json are in target/docker-strategy",
                                    List.of("tagInfoFile", "buildDirectory", "image", "newName")))
                    .flatMap(rules -> rules)
                    .toList(),
            Map.of("build", new Source.Goal("build", ""), "push", new Source.Goal("push", "")),
            SpotifyDocker::defaults,
            List.of("Without a Dockerfile, the application is in layers in `/app`; resources are where they were."));

    private SpotifyDocker() {}

    private static void resources(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom resource : theirs.getChildren()) {
            if (isApplication(resource)) {
                continue;
            }
            Element path = here.at("extraDirectories.paths").add("path");
            path.at("from").text(AssemblyFiles.inModule(Texts.child(resource, "directory", ".")));
            path.at("into").text("/" + Texts.child(resource, "targetPath", "").replaceFirst("^/", ""));
            for (String list : List.of("include", "exclude")) {
                Texts.find(resource, list)
                        .ifPresent(one -> path.at(list + "s").add(list).text(Texts.of(one)));
                Texts.find(resource, list + "s")
                        .ifPresent(all -> Texts.list(all)
                                .forEach(glob -> path.at(list + "s").add(list).text(glob)));
            }
        }
    }

    /** The module's own archive, which is laid out anyway. */
    private static boolean isApplication(Xpp3Dom resource) {
        String included = Texts.child(resource, "include", Texts.child(resource, "includes", ""));
        return included.matches("\\$\\{(project\\.)?build\\.finalName}\\.[jw]ar");
    }

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        String directory = Texts.child(theirs, "dockerDirectory", "");
        if (!directory.isEmpty()) {
            String context = CommonRules.withoutBasedir(directory);
            Element strategy = here.at("strategy").text(Strategies.OWN_DOCKERFILE);
            if (here.child("extraDirectories").isPresent()) {
                strategy.comment(
                        "That plugin copied resources into the context: here the Dockerfile copies from where files are,"
                                + " such as target");
                here.remove("extraDirectories");
            }
            if (!context.isEmpty()) {
                here.at("docker.dockerfile").text(context + "/Dockerfile");
                here.at("docker.context").text(context);
            }
            option(theirs, "noCache", "--no-cache", here);
            option(theirs, "pullOnBuild", "--pull", here);
            return;
        }
        StartCommand.of(Optional.ofNullable(theirs.getChild("entryPoint")), Optional.ofNullable(theirs.getChild("cmd")))
                .write(here.at("container"), true, "/app");
        if (here.at("container").child("user").isEmpty()) {
            here.at("container.user").text("INHERIT").comment("That plugin's default; here it is 65532:65532");
        }
        if (here.child("run").isPresent()) {
            here.at("strategy")
                    .text(Strategies.runningCommands())
                    .comment("A strategy that runs commands in the image");
        } else if (here.child("output").isEmpty()) {
            here.at("output").text("daemon").comment("Where that plugin puts it; here it is an archive");
        }
    }

    private static void option(Xpp3Dom theirs, String name, String option, Element here) {
        Texts.find(theirs, name).ifPresent(set -> CommonRules.option(set, option, here));
    }
}
