package io.github.dockerstrategy.maven.migrate.source;

import io.github.dockerstrategy.maven.migrate.pom.Element;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What several plugins have, each under a name of its own. */
final class CommonRules {

    static final String LOGINS =
            "logins come from settings.xml (a server whose id is the host), docker's configuration or <registries>";

    static final String STARTED =
            "<container>: a start of java becomes <mainClass>, <jvmFlags> and <args>; anything else <entrypoint> and <args>";

    private CommonRules() {}

    /** An environment variable of the docker CLI. */
    static Rule dockerVariable(String path, String variable) {
        return Rule.own(
                path,
                variable + " in <docker><environment>",
                (theirs, here) -> here.at("docker.environment." + variable).text(Texts.of(theirs)));
    }

    /** Whether the image is pushed when it is built. */
    static Rule pushed(String path) {
        return Rule.own(path, "<output>registry, if it is true", (theirs, here) -> {
            if (Texts.of(theirs).equals("true")) {
                here.at("output").text("registry");
            }
        });
    }

    static Rule maintainer(String path) {
        return Rule.own(
                path,
                "the label org.opencontainers.image.authors",
                (theirs, here) -> here.at("container.labels")
                        .add("org.opencontainers.image.authors")
                        .text(Texts.of(theirs)));
    }

    /** An option of {@code docker build}, where an element is true. */
    static void option(Xpp3Dom theirs, String option, Element here) {
        if (Texts.of(theirs).equals("true")) {
            here.at("docker.additionalArgs").add("arg").text(option);
        }
    }

    /** A path as it is written, relative to the module. */
    static String withoutBasedir(String path) {
        return path.replaceFirst("^\\$\\{(project\\.)?basedir}/?", "");
    }
}
