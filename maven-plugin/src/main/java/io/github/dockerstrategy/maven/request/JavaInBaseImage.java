package io.github.dockerstrategy.maven.request;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.maven.parameters.GoalContext;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether there is a {@code java} to start: an image without one can be built, but not run.
 *
 * @param goal the goal, whose extra files may contain a Java runtime
 */
record JavaInBaseImage(GoalContext goal) {

    /** Last segments of the names of images that are known to have no Java. */
    private static final Set<String> WITHOUT = Set.of(
            "alpine",
            "almalinux",
            "amazonlinux",
            "archlinux",
            "bash",
            "busybox",
            "caddy",
            "centos",
            "debian",
            "fedora",
            "golang",
            "hello-world",
            "httpd",
            "nginx",
            "node",
            "oraclelinux",
            "perl",
            "php",
            "python",
            "rockylinux",
            "ruby",
            "rust",
            "static",
            "ubi",
            "ubi-init",
            "ubi-micro",
            "ubi-minimal",
            "ubuntu",
            "wolfi-base");

    private static final Pattern DISTROLESS =
            Pattern.compile("(static|base|base-nossl|cc|python3|nodejs\\d*)(-debian\\d+)?");
    private static final Pattern TAG_OF_JAVA = Pattern.compile("(?i).*(jre|jdk|java|temurin|corretto|zulu|graal).*");

    /**
     * Refuses a base on which nothing can start the application.
     *
     * @param entrypoint the one that is configured, if there is one: it can start what only its author knows
     * @throws ProblemException if the base image has no Java, and nothing adds it
     */
    void check(BaseReference base, Optional<List<String>> entrypoint) {
        boolean starts = entrypoint.map(words -> isJava(words.get(0))).orElse(true);
        boolean lacks = base instanceof BaseReference.Scratch || (entrypoint.isEmpty() && isKnown(base));
        boolean own = !goal.chosen().location().usesDescription()
                || !goal.parameters().run().isEmpty();
        if (starts && lacks && !own && !isBrought()) {
            throw new ProblemException(Problem.of(
                    "no-java-in-base",
                    "The image starts 'java', and the base image '" + base + "' has none.",
                    "<from>",
                    "use a base image with a Java runtime, such as eclipse-temurin:21-jre, or <from>jlink</from>"
                            + (base instanceof BaseReference.Scratch
                                    ? ""
                                    : ";\nwhere this one has Java after all, say so: <container><entrypoint>"
                                            + "<arg>java</arg><arg>@/app/launch.args</arg></entrypoint></container>")));
        }
    }

    private static boolean isJava(String program) {
        return program.equals("java") || program.endsWith("/java");
    }

    private static boolean isKnown(BaseReference base) {
        if (base instanceof BaseReference.Registry registry) {
            return isKnown(registry.name());
        }
        return base instanceof BaseReference.Daemon daemon && isKnown(daemon.name());
    }

    private static boolean isKnown(ImageReference name) {
        String last = name.repository().substring(name.repository().lastIndexOf('/') + 1);
        boolean distroless = name.repository().startsWith("distroless/")
                && DISTROLESS.matcher(last).matches();
        return (WITHOUT.contains(last) || distroless)
                && !TAG_OF_JAVA.matcher(name.tagOrLatest()).matches();
    }

    /** Whether extra files hold a Java runtime. */
    private boolean isBrought() {
        return new ExtraFilesReader(goal)
                .read().layer(Instant.EPOCH).entries().stream()
                        .map(Entry::path)
                        .anyMatch(path -> path.value().endsWith("/bin/java"));
    }
}
