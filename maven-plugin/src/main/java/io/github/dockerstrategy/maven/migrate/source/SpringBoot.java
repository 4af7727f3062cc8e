package io.github.dockerstrategy.maven.migrate.source;

import static io.github.dockerstrategy.maven.migrate.source.Rule.kept;
import static io.github.dockerstrategy.maven.migrate.source.Rule.none;
import static io.github.dockerstrategy.maven.migrate.source.Rule.own;
import static io.github.dockerstrategy.maven.migrate.source.Rule.text;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Takes over from {@code spring-boot:build-image} of Spring Boot 3.5. */
final class SpringBoot {

    private static final String BUILDPACKS =
            "there are no buildpacks here: the image is a base image and the application";

    /** Parameters that stand at the top, too. */
    private static final List<Rule> SETTABLE = List.of(
            own(
                    "image.imagePlatform",
                    "<platforms><platform>",
                    (theirs, here) -> here.at("platforms").add("platform").text(Texts.of(theirs))),
            CommonRules.pushed("image.publish"),
            own(
                    "image.createdDate",
                    "<container><creationTime>; now is USE_CURRENT_TIMESTAMP",
                    (theirs, here) -> here.at("container.creationTime")
                            .text(Texts.of(theirs).equals("now") ? "USE_CURRENT_TIMESTAMP" : Texts.of(theirs))),
            own(
                    "image.applicationDirectory",
                    "<container><appRoot> and <container><workingDirectory>",
                    (theirs, here) -> {
                        here.at("container.appRoot").text(Texts.of(theirs));
                        here.at("container.workingDirectory").text(Texts.of(theirs));
                    }));

    private static final List<Rule> RULES = Stream.of(
                    Stream.of(
                            text("image.name", "image"),
                            text("imageName", "image"),
                            own("image.tags", "<tags>, without the repository", SpringBoot::tags),
                            own(
                                    "image.env",
                                    "BP_JVM_VERSION: the version in <from>; BPE_NAME: <container><environment>;"
                                            + " BP_OCI_NAME: <container><labels>; a comment names the others",
                                    SpringBoot::environment),
                            CommonRules.dockerVariable("docker.host", "DOCKER_HOST"),
                            CommonRules.dockerVariable("docker.context", "DOCKER_CONTEXT")),
                    SETTABLE.stream(),
                    SETTABLE.stream()
                            .map(rule -> own(rule.path().substring("image.".length()), rule.here(), rule.conversion())),
                    none(
                            "Paketo's run image has no Java, so it is no base image here; the default has",
                            List.of("image.runImage", "runImage")),
                    none(
                            BUILDPACKS,
                            List.of(
                                    "image.builder",
                                    "imageBuilder",
                                    "trustBuilder",
                                    "cleanCache",
                                    "network",
                                    "image.trustBuilder",
                                    "image.buildpacks",
                                    "image.bindings",
                                    "image.buildWorkspace",
                                    "image.buildCache",
                                    "image.launchCache",
                                    "image.cleanCache",
                                    "image.network",
                                    "image.securityOptions")),
                    none(
                            "not needed: a base image is looked up in its registry each time, and in a cache if that fails",
                            List.of("image.pullPolicy", "pullPolicy")),
                    none("not needed: -X shows everything", List.of("image.verboseLogging")),
                    none(
                            "no engine is asked, unless the strategy needs one; then docker's own variables apply",
                            List.of("docker.tlsVerify", "docker.certPath", "docker.bindHostToBuilder")),
                    none(CommonRules.LOGINS, List.of("docker.builderRegistry", "docker.publishRegistry")),
                    Stream.of(new Rule(
                            "skip",
                            "<skip>",
                            Fate.KEPT,
                            (theirs, here) -> here.at("skip").text(Texts.of(theirs)))),
                    kept("found there by this plugin, too", List.of("mainClass", "classifier")),
                    kept(
                            "for other goals of that plugin",
                            List.of(
                                    "excludeDevtools",
                                    "excludeDockerCompose",
                                    "excludeGroupIds",
                                    "excludes",
                                    "includes",
                                    "includeOptional",
                                    "includeSystemScope",
                                    "includeTools",
                                    "layers",
                                    "layout",
                                    "layoutFactory",
                                    "loaderImplementation",
                                    "sourceDirectory",
                                    "executable",
                                    "embeddedLaunchScript",
                                    "embeddedLaunchScriptProperties",
                                    "requiresUnpack",
                                    "attach",
                                    "outputDirectory",
                                    "outputTimestamp",
                                    "finalName",
                                    "addResources",
                                    "agents",
                                    "noverify",
                                    "workingDirectory",
                                    "jvmArguments",
                                    "arguments",
                                    "commandlineArguments",
                                    "environmentVariables",
                                    "systemPropertyVariables",
                                    "additionalClasspathElements",
                                    "directories",
                                    "profiles",
                                    "optimizedLaunch",
                                    "useTestClasspath",
                                    "additionalProperties",
                                    "excludeInfoProperties",
                                    "time",
                                    "fork",
                                    "jmxName",
                                    "jmxPort",
                                    "maxAttempts",
                                    "wait",
                                    "compilerArguments",
                                    "jmxEnabled")))
            .flatMap(rules -> rules)
            .toList();

    private static final Map<String, String> PROPERTIES = Map.of(
            "spring-boot.build-image.imageName", "image.name",
            "spring-boot.build-image.builder", "image.builder",
            "spring-boot.build-image.trustBuilder", "image.trustBuilder",
            "spring-boot.build-image.runImage", "image.runImage",
            "spring-boot.build-image.cleanCache", "image.cleanCache",
            "spring-boot.build-image.pullPolicy", "image.pullPolicy",
            "spring-boot.build-image.publish", "image.publish",
            "spring-boot.build-image.createdDate", "image.createdDate",
            "spring-boot.build-image.applicationDirectory", "image.applicationDirectory",
            "spring-boot.build-image.imagePlatform", "image.imagePlatform");

    private static final Source.Goal BUILD = new Source.Goal("build", "");

    static final Source SOURCE = new Source(
            "spring-boot",
            List.of("org.springframework.boot:spring-boot-maven-plugin"),
            false,
            Source.BuiltBy.OTHERS,
            PropertyPath.names(PROPERTIES),
            Optional.empty(),
            RULES,
            Map.of("build-image", BUILD, "build-image-no-fork", BUILD),
            SpringBoot::defaults,
            List.of(
                    "Base: Ubuntu with the JRE of Eclipse Temurin, in place of Paketo's run image with the JRE of its buildpack.",
                    "Start: `java`, without the launcher of buildpacks. Its helpers are gone: the memory calculator (set"
                            + " `-XX:MaxRAMPercentage` if the default of a quarter is too little), certificates from bindings, and `BPL_…` variables.",
                    "User: 65532:65532, in place of 1002:1000.",
                    "Class-data archives that `BP_JVM_CDS_ENABLED` makes are not made."));

    private SpringBoot() {}

    /** Spring Boot's tags are whole names. */
    private static void tags(Xpp3Dom theirs, Element here) {
        for (String name : Texts.list(theirs)) {
            int colon = name.lastIndexOf(':');
            boolean named = colon > name.lastIndexOf('/');
            String repository = named ? name.substring(0, colon) : name;
            here.at("tags").add("tag").text(named ? name.substring(colon + 1) : "latest");
            String image = here.child("image").map(Element::text).orElse("");
            if (!image.startsWith(repository + ":") && !image.equals(repository)) {
                here.at("repositories").add("repository").text(repository);
            }
        }
    }

    private static void environment(Xpp3Dom theirs, Element here) {
        StringBuilder lost = new StringBuilder();
        Texts.map(theirs).forEach((name, value) -> {
            if (name.equals("BP_JVM_VERSION")) {
                here.at("from").text("eclipse-temurin:" + value.replaceFirst("\\.\\*$", "") + "-jre");
            } else if (name.startsWith("BPE_") && !name.matches("BPE_(APPEND|PREPEND|DELIM)_.*")) {
                here.at("container.environment." + name.replaceFirst("^BPE_(DEFAULT_|OVERRIDE_)?", ""))
                        .text(value);
            } else if (name.startsWith("BP_OCI_")) {
                String label = name.substring("BP_OCI_".length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                here.at("container.labels")
                        .add("org.opencontainers.image." + label)
                        .text(value);
            } else {
                lost.append(lost.isEmpty() ? "" : ", ").append(name);
            }
        });
        if (!lost.isEmpty()) {
            here.at("container").comment("For buildpacks only, and not taken over: " + lost);
        }
    }

    private static void defaults(Xpp3Dom theirs, Element here, MavenProject project) {
        Element container = here.at("container");
        if (container.child("appRoot").isEmpty() && project.getPackaging().equals("jar")) {
            container.at("appRoot").text("/workspace").comment("Where buildpacks put it; here it is /app");
            container.at("workingDirectory").text("/workspace");
        }
        if (here.child("output").isEmpty()) {
            here.at("output").text("daemon").comment("Where build-image puts it; here it is an archive");
        }
    }
}
