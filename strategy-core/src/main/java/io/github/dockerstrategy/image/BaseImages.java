package io.github.dockerstrategy.image;

import static io.github.dockerstrategy.problem.Mention.parameter;
import static io.github.dockerstrategy.problem.Mention.setting;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.util.List;

/** The base images that are used by default, and what is known of others. */
public final class BaseImages {

    private static final List<Integer> LONG_TERM = List.of(8, 11, 17, 21, 25);

    /** Build images and servlet containers of today run on no older Java. */
    private static final int OLDEST_CURRENT = 17;

    /** The folder of an application that starts by itself. */
    public static final ContainerPath APPLICATION = new ContainerPath("/app");

    private static final ContainerPath JETTY = new ContainerPath("/var/lib/jetty/webapps/ROOT");
    private static final ContainerPath TOMCAT = new ContainerPath("/usr/local/tomcat/webapps/ROOT");

    /** The folders of applications in images of today, which hold nothing else. */
    public static final List<ContainerPath> APPLICATION_FOLDERS = List.of(APPLICATION, JETTY, TOMCAT);

    private BaseImages() {}

    /** A Java runtime for classes of a release: the oldest long-term release that runs them. */
    public static String runtime(int javaRelease) {
        return "eclipse-temurin:" + longTerm(javaRelease) + "-jre";
    }

    /**
     * A servlet container for classes of a release.
     *
     * @param javax whether the application uses the API under its name of old, {@code javax.servlet}
     */
    public static String servletContainer(int javaRelease, boolean javax) {
        return (javax ? "tomcat:9.0-jre" : "tomcat:10.1-jre") + Math.max(longTerm(javaRelease), OLDEST_CURRENT);
    }

    /** A JDK with Maven that compiles for a release. */
    public static String maven(int javaRelease) {
        return "maven:3.9-eclipse-temurin-" + Math.max(longTerm(javaRelease), OLDEST_CURRENT);
    }

    /**
     * The folder in which the servlet container of a base image looks for the application.
     *
     * @throws ProblemException if it is not known
     */
    public static ContainerPath webApplication(BaseReference base) {
        String name = base.toString();
        if (name.contains("jetty")) {
            return JETTY;
        }
        if (name.contains("tomcat")) {
            return TOMCAT;
        }
        throw new ProblemException(Problem.of(
                "unknown-servlet-container",
                "The application folder of the servlet container in '" + name + "' is not known.",
                parameter("from"),
                "set the war's folder, for example " + setting("container.appRoot", TOMCAT.value())));
    }

    private static int longTerm(int release) {
        for (int candidate : LONG_TERM) {
            if (release <= candidate) {
                return candidate;
            }
        }
        return release;
    }
}
