package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.map;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.own;
import static io.github.dockerstrategy.maven.migrate.source.Rule.text;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import io.github.dockerstrategy.strategy.Strategies;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Takes over from dockerfile-maven-plugin of Spotify, 1.4.13. */
final class SpotifyDockerfile {

    private static final String LATEST = ":latest";

    static final Source SOURCE = new Source(
            "spotify",
            List.of("com.spotify:dockerfile-maven-plugin"),
            true,
            Source.BuiltBy.ENGINE,
            new PropertyPath(SpotifyDockerfile::path, List.of()),
            Optional.empty(),
            Stream.of(
                            Stream.of(
                                    own(
                                            "repository",
                                            "<image>",
                                            (theirs, here) -> here.at("image").text(Texts.of(theirs) + LATEST)),
                                    own("tag", "the tag of <image>", SpotifyDockerfile::tag),
                                    own(
                                            "dockerfile",
                                            "<docker><dockerfile>",
                                            (theirs, here) ->
                                                    here.at("docker.dockerfile").text(module(Texts.of(theirs)))),
                                    own("contextDirectory", "<docker><context>", SpotifyDockerfile::context),
                                    map("buildArgs", "docker.buildArgs"),
                                    Rule.list("cacheFrom", "docker.cacheFrom", "cache"),
                                    additional("noCache", "--no-cache"),
                                    own(
                                            "pullNewerImage",
                                            "--pull in <docker><additionalArgs>, unless it is false",
                                            (theirs, here) -> {}),
                                    additional("squash", "--squash"),
                                    text("skip", "skip")),
                            none(
                                    "-Ddocker-strategy.skip leaves a goal out",
                                    List.of("skipBuild", "skipPush", "skipTag")),
                            none(
                                    CommonRules.LOGINS + "; passwords are not copied",
                                    List.of(
                                            "username",
                                            "password",
                                            "useMavenSettingsForAuth",
                                            "dockerConfigFile",
                                            "googleContainerRegistryEnabled")),
                            none("proxies are those of the docker CLI", List.of("useProxy")),
                            none(
                                    "a failed request is repeated anyway",
                                    List.of("retryCount", "connectTimeoutMillis", "readTimeoutMillis")),
                            none(
                                    "image.id, image.digest and result.json are in target/docker-strategy",
                                    List.of(
                                            "writeTestMetadata",
                                            "testOutputDirectory",
                                            "dockerInfoDirectory",
                                            "skipDockerInfo",
                                            "buildDirectory",
                                            "outputDirectory",
                                            "finalName",
                                            "classifier",
                                            "archive",
                                            "forceCreation",
                                            "force")),
                            none("-X shows everything", List.of("verbose")))
                    .flatMap(rules -> rules)
                    .toList(),
            Map.of("build", new Source.Goal("build", ""), "push", new Source.Goal("push", "")),
            SpotifyDockerfile::defaults,
            List.of(
                    "The Dockerfile is built as it is: nothing differs but what the docker CLI does otherwise than the engine's API."));

    private SpotifyDockerfile() {}

    /** Those of one goal are in its group: {@code dockerfile.build.noCache}, {@code dockerfile.push.skip}. */
    private static Optional<String> path(String property) {
        if (!property.startsWith("dockerfile.")) {
            return Optional.empty();
        }
        String[] words = property.substring("dockerfile.".length()).split("\\.");
        boolean skip = words.length == 2 && words[1].equals("skip");
        String goal = words[0];
        return Optional.of(
                skip
                        ? "skip" + goal.substring(0, 1).toUpperCase(Locale.ROOT) + goal.substring(1)
                        : words[words.length - 1]);
    }

    private static Rule additional(String path, String option) {
        return own(
                path,
                option + " in <docker><additionalArgs>, if it is true",
                (theirs, here) -> CommonRules.option(theirs, option, here));
    }

    private static void tag(Xpp3Dom theirs, Element here) {
        here.child("image")
                .ifPresent(image -> image.text(image.text().replaceFirst(LATEST + "$", "") + ":" + Texts.of(theirs)));
    }

    private static void context(Xpp3Dom theirs, Element here) {
        String context = module(Texts.of(theirs));
        if (!context.equals(".")) {
            here.at("docker.context").text(context);
            if (here.at("docker").child("dockerfile").isEmpty()) {
                here.at("docker.dockerfile").text(context + "/Dockerfile");
            }
        }
    }

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        here.at("strategy").text(Strategies.OWN_DOCKERFILE);
        if (Texts.child(theirs, "pullNewerImage", "true").equals("true")) {
            here.at("docker.additionalArgs").add("arg").text("--pull");
        }
    }

    private static String module(String path) {
        String relative = CommonRules.withoutBasedir(path).replaceFirst("^\\./", "");
        return relative.isEmpty() ? "." : relative;
    }
}
