package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import io.github.dockerstrategy.strategy.Strategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What docker-maven-plugin and JKube do with an image beyond single elements. */
final class ImagesDefaults {

    private static final String DEFAULT_ROOT = "/maven";
    private static final String DOCKERFILE = "Dockerfile";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(project|pom|maven|settings)\\.");

    private ImagesDefaults() {}

    static void complete(Xpp3Dom theirs, Element here, MavenProject project) {
        String image = here.child("image").map(Element::text).orElse("");
        if (!image.isEmpty()) {
            here.at("image").text(withRegistry(theirs, image.replace("%g", user(project))));
        }
        Optional<Xpp3Dom> build = Texts.find(theirs, "images.image.build");
        if (build.isEmpty()) {
            onlyDockerfile(theirs, here, project);
            return;
        }
        Optional<Element> dockerfile = dockerfile(theirs, build.get());
        if (dockerfile.isPresent()) {
            ownDockerfile(here, build.get(), dockerfile.get(), project);
        } else {
            application(here, build.get(), project.getPackaging().equals("war"));
        }
    }

    /** Without a host, the name gets the registry that images are pushed to. */
    static String withRegistry(Xpp3Dom theirs, String image) {
        for (String path : new String[] {"images.image.registry", "pushRegistry", "registry"}) {
            String registry = Texts.child(theirs, path, "");
            if (!registry.isEmpty() && RegistryHost.of(image).equals("docker.io") && !image.startsWith("docker.io/")) {
                return registry + "/" + image;
            }
        }
        return image;
    }

    /** The last part of the group's name. */
    static String user(MavenProject project) {
        String group = project.getGroupId();
        return group.substring(group.lastIndexOf('.') + 1);
    }

    /** The settings of an image with a Dockerfile. */
    private static Optional<Element> dockerfile(Xpp3Dom theirs, Xpp3Dom build) {
        String folder = Texts.child(theirs, "sourceDirectory", "src/main/docker");
        String file = Texts.child(build, "dockerFile", "");
        String directory = Texts.child(build, "dockerFileDir", Texts.child(build, "assembly.dockerFileDir", ""));
        String context = Texts.child(build, "contextDir", directory);
        if (file.isEmpty() && context.isEmpty()) {
            return Optional.empty();
        }
        String root = context.isEmpty() ? folder : ImagesRules.path(folder, context);
        String path = ImagesRules.path(root, file.isEmpty() ? DOCKERFILE : file);
        Element docker = new Element("docker");
        docker.at("dockerfile").text(path.replaceFirst("^\\./", ""));
        if (!context.isEmpty()) {
            docker.at("context").text(root);
        } else if (path.contains("/")) {
            docker.at("context").text(path.substring(0, path.lastIndexOf('/')));
        }
        // The defaults.
        if (docker.at("dockerfile").text().equals(DOCKERFILE)) {
            docker.remove("dockerfile");
        }
        if (docker.child("context").map(Element::text).orElse("").equals(".")) {
            docker.remove("context");
        }
        return Optional.of(docker);
    }

    /** Without images, the module's Dockerfile is built. */
    static boolean onlyDockerfile(Xpp3Dom theirs, Element here, MavenProject project) {
        if (theirs.getChild("images") != null || !isThere(project, DOCKERFILE)) {
            return false;
        }
        here.at("strategy").text(Strategies.OWN_DOCKERFILE);
        if (here.child("image").isEmpty()) {
            here.at("image").text(withRegistry(theirs, user(project) + "/${project.artifactId}:${project.version}"));
        }
        tellOfReferences(here, DOCKERFILE, project);
        return true;
    }

    private static boolean isThere(MavenProject project, String file) {
        return project.getBasedir() != null
                && Files.isRegularFile(project.getBasedir().toPath().resolve(file));
    }

    /** That plugin replaces references to properties in a Dockerfile. */
    private static void tellOfReferences(Element here, String file, MavenProject project) {
        if (!isThere(project, file)) {
            return;
        }
        try {
            String text = Files.readString(project.getBasedir().toPath().resolve(file));
            if (REFERENCE.matcher(text).find()) {
                here.at("strategy")
                        .comment(
                                "That plugin replaces references such as ${project.version} in the Dockerfile: make them build"
                                        + " arguments, in <docker><buildArgs>");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static void ownDockerfile(Element here, Xpp3Dom build, Element settings, MavenProject project) {
        Element strategy = here.at("strategy").text(Strategies.OWN_DOCKERFILE);
        if (ImagesRules.hasApplication(build)) {
            strategy.comment(
                    "That plugin put the assembly into the context, as a folder maven: here the Dockerfile copies from where"
                            + " files are, such as target");
        }
        tellOfReferences(here, settings.child("dockerfile").map(Element::text).orElse(DOCKERFILE), project);
        settings.children().forEach(child -> here.at("docker").take(child));
        // With a Dockerfile, that plugin does not look at the settings of the image.
        List.of("container", "from", "run").forEach(here::remove);
    }

    /** A war is below the folder of applications; without one, where this plugin puts it. */
    private static void war(Element container, Xpp3Dom build) {
        Optional<String> folder =
                container.child("appRoot").map(Element::text).filter(root -> root.endsWith("/webapps"));
        container.remove("appRoot");
        boolean root = Texts.child(build, "assembly.descriptorRef", "").equals("rootWar");
        folder.ifPresent(
                webapps -> container.at("appRoot").text(webapps + (root ? "/ROOT" : "/${project.build.finalName}")));
    }

    private static void application(Element here, Xpp3Dom build, boolean war) {
        here.child("docker").ifPresent(docker -> docker.remove("additionalArgs"));
        boolean application = ImagesRules.hasApplication(build);
        Element container = here.at("container");
        if (war) {
            war(container, build);
        } else if (container.child("appRoot").isEmpty()) {
            container.at("appRoot").text(DEFAULT_ROOT).comment("Where that plugin puts it; here it is /app");
        }
        String appRoot = container.child("appRoot").map(Element::text).orElse("");
        if (!application) {
            container.comment("That plugin's image has no application; here it has");
        }
        StartCommand.of(Texts.find(build, "entryPoint"), Texts.find(build, "cmd"))
                .write(container, application && !war, appRoot);
        if (!war && container.child("user").isEmpty()) {
            container.at("user").text("INHERIT").comment("That plugin's default; here it is 65532:65532");
        }
        if (here.child("from").isEmpty()) {
            here.at("from").text("busybox:latest").comment("That plugin's default");
        }
        if (here.child("run").isPresent()) {
            here.at("strategy")
                    .text(Strategies.runningCommands())
                    .comment("A strategy that runs commands in the image");
        } else {
            here.at("output").text("daemon").comment("Where that plugin puts it; here it is an archive");
        }
    }
}
