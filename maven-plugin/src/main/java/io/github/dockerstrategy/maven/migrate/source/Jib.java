package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.list;
import static io.github.dockerstrategy.maven.migrate.source.Rule.map;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.text;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Takes over from jib-maven-plugin 3.5. */
final class Jib {

    private static final String REGISTRY = "<registries><registry>, with the host of the image";

    private static final List<Rule> RULES = List.of(
            text("to.image", "image"),
            list("to.tags", "tags", "tag"),
            text("from.image", "from"),
            new Rule("from.platforms", "<platforms><platform>OS/ARCHITECTURE", Fate.TRANSLATED, Jib::platforms),
            new Rule(
                    "container.format",
                    "<format>, in small letters",
                    Fate.TRANSLATED,
                    (theirs, here) -> here.at("format").text(Texts.of(theirs).toLowerCase(Locale.ROOT))),
            text("containerizingMode", "containerizingMode"),
            text("container.mainClass", "container.mainClass"),
            list("container.extraClasspath", "container.extraClasspath", "path"),
            list("container.jvmFlags", "container.jvmFlags", "jvmFlag"),
            list("container.args", "container.args", "arg"),
            list("container.entrypoint", "container.entrypoint", "arg"),
            map("container.environment", "container.environment"),
            list("container.ports", "container.ports", "port"),
            map("container.labels", "container.labels"),
            text("container.user", "container.user"),
            list("container.volumes", "container.volumes", "volume"),
            text("container.workingDirectory", "container.workingDirectory"),
            text("container.appRoot", "container.appRoot"),
            text("container.creationTime", "container.creationTime"),
            text("container.filesModificationTime", "container.filesModificationTime"),
            none(
                    "container.expandClasspathDependencies",
                    "not needed: launch.args always names every jar, in the order of the class path"),
            new Rule("extraDirectories.paths", "<extraDirectories><paths>", Fate.SAME, Jib::paths),
            new Rule("extraDirectories.permissions", "<extraDirectories><permissions>", Fate.SAME, Jib::permissions),
            text("dockerClient.executable", "docker.executable"),
            map("dockerClient.environment", "docker.environment"),
            new Rule("to.auth", REGISTRY, Fate.TRANSLATED, (theirs, here) -> credentials(theirs, "image", here)),
            new Rule("from.auth", REGISTRY, Fate.TRANSLATED, (theirs, here) -> credentials(theirs, "from", here)),
            new Rule("to.credHelper", REGISTRY, Fate.TRANSLATED, (theirs, here) -> helper(theirs, "image", here)),
            new Rule("from.credHelper", REGISTRY, Fate.TRANSLATED, (theirs, here) -> helper(theirs, "from", here)),
            new Rule("allowInsecureRegistries", REGISTRY, Fate.TRANSLATED, Jib::insecure),
            text("skip", "skip"),
            none(
                    "outputPaths",
                    "not settable: image.tar, image.digest, image.id and result.json are in target/docker-strategy"),
            none(
                    "skaffold",
                    "for Jib's own goals that Skaffold runs: with Skaffold's custom build, name what it watches there"),
            none(
                    "pluginExtensions",
                    "extensions are not loaded: devtools are left out anyway; <dependencies>, <layers> and"
                            + " <extraDirectories><ownership> do what the others do; Quarkus is laid out by itself"));

    static final Source SOURCE = new Source(
            "jib",
            List.of("com.google.cloud.tools:jib-maven-plugin"),
            true,
            Source.BuiltBy.ARCHIVE,
            PropertyPath.prefix("jib."),
            Optional.empty(),
            RULES,
            Map.of(
                    "build", new Source.Goal("build", "registry"),
                    "dockerBuild", new Source.Goal("build", "daemon"),
                    "buildTar", new Source.Goal("build", "tar")),
            Jib::defaults,
            Differences.OF_JIB);

    private Jib() {}

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        boolean war = project.getPackaging().equals("war");
        if (here.child("from").isEmpty() && war) {
            here.at("from").text("jetty").comment("Jib's default for a war; here it is Tomcat");
        }
        Element container = here.at("container");
        if (container.child("user").isEmpty() && !war) {
            container.at("user").text("INHERIT").comment("Jib's default; here it is 65532:65532");
        }
        if (container.child("creationTime").isEmpty()) {
            container
                    .at("creationTime")
                    .text("EPOCH")
                    .comment("Jib's default; here it is project.build.outputTimestamp");
        }
        if (container.child("filesModificationTime").isEmpty()
                && project.getProperties().containsKey("project.build.outputTimestamp")) {
            container
                    .at("filesModificationTime")
                    .text("EPOCH_PLUS_SECOND")
                    .comment("Jib's default; here it is project.build.outputTimestamp");
        }
    }

    private static void platforms(Xpp3Dom theirs, Element here) {
        for (Xpp3Dom platform : theirs.getChildren()) {
            String architecture = Texts.child(platform, "architecture", "amd64");
            here.at("platforms").add("platform").text(Texts.child(platform, "os", "linux") + "/" + architecture);
        }
        // As a property: os/architecture already.
        if (theirs.getChildCount() == 0) {
            Texts.list(theirs)
                    .forEach(one -> here.at("platforms").add("platform").text(one));
        }
    }

    private static void paths(Xpp3Dom theirs, Element here) {
        Element paths = here.at("extraDirectories.paths");
        if (theirs.getChildCount() == 0) {
            Texts.list(theirs).forEach(one -> paths.add("path").at("from").text(one));
        }
        for (Xpp3Dom path : theirs.getChildren()) {
            Element copy = paths.add("path");
            if (path.getChildCount() == 0) {
                copy.at("from").text(Texts.of(path));
            }
            for (Xpp3Dom part : path.getChildren()) {
                String name = part.getName();
                if (name.endsWith("cludes")) {
                    Texts.list(part)
                            .forEach(glob -> copy.at(name)
                                    .add(name.replaceFirst("s$", ""))
                                    .text(glob));
                } else {
                    copy.at(name).text(Texts.of(part));
                }
            }
        }
    }

    private static void permissions(Xpp3Dom theirs, Element here) {
        Element permissions = here.at("extraDirectories.permissions");
        for (Xpp3Dom permission : theirs.getChildren()) {
            Element copy = permissions.add("permission");
            copy.at("file").text(Texts.child(permission, "file", ""));
            copy.at("mode").text(Texts.child(permission, "mode", ""));
        }
        if (theirs.getChildCount() == 0) {
            Texts.map(theirs).forEach((file, mode) -> {
                Element copy = permissions.add("permission");
                copy.at("file").text(file);
                copy.at("mode").text(mode);
            });
        }
    }

    /** Only references are written: a password belongs into settings.xml. */
    private static void credentials(Xpp3Dom theirs, String image, Element here) {
        String password = Texts.child(theirs, "password", "");
        Element registry = RegistryHost.registry(here, name(here, image));
        if (password.startsWith("${")) {
            registry.at("username").text(Texts.child(theirs, "username", ""));
            registry.at("password").text(password);
        } else {
            registry.comment("The password is not copied: put it into settings.xml, as a <server> with the id "
                    + RegistryHost.of(name(here, image)));
        }
    }

    private static void helper(Xpp3Dom theirs, String image, Element here) {
        String helper = theirs.getChildCount() == 0 ? Texts.of(theirs) : Texts.child(theirs, "helper", "");
        RegistryHost.registry(here, name(here, image)).at("credHelper").text(helper);
    }

    private static void insecure(Xpp3Dom theirs, Element here) {
        if (!Texts.of(theirs).equals("true")) {
            return;
        }
        for (String image : List.of("image", "from")) {
            here.child(image)
                    .map(Element::text)
                    .ifPresent(name ->
                            RegistryHost.registry(here, name).at("insecure").text("true"));
        }
    }

    private static String name(Element here, String image) {
        return here.child(image).map(Element::text).orElse("");
    }
}
