package io.github.dockerstrategy.maven.module;

import io.github.dockerstrategy.maven.parameters.GoalContext;
import java.util.Locale;
import java.util.Set;

/**
 * A war that {@code java -jar} starts, such as one that Spring Boot repackages. A servlet container takes it as well, so it depends on the
 * base image how it is started.
 *
 * @param goal the goal
 */
public record ExecutableWar(GoalContext goal) {

    private static final String WAR = "org.apache.maven.plugins:maven-war-plugin";
    private static final Set<String> SERVLET_CONTAINERS = Set.of(
            "tomcat", "jetty", "tomee", "wildfly", "jboss", "payara", "glassfish", "liberty", "websphere", "weblogic");
    private static final Set<String> JAVA =
            Set.of("java", "jdk", "jre", "temurin", "corretto", "zulu", "liberica", "semeru", "sapmachine", "graalvm");

    /** Whether the image starts it with its own loader. */
    public boolean isStarted() {
        return goal.project().getPackaging().equals("war")
                && goal.parameters().from() != null
                && isOnJava()
                && isExecutable();
    }

    /** Where the user says how or where it is served, that counts, unless the base is plain Java. */
    private boolean isOnJava() {
        String base = goal.parameters().from().toLowerCase(Locale.ROOT);
        boolean plain = base.equals("jlink") || JAVA.stream().anyMatch(base::contains);
        return SERVLET_CONTAINERS.stream().noneMatch(base::contains) && !hasEntrypoint() && (plain || !hasRoot());
    }

    private boolean hasEntrypoint() {
        return goal.parameters().container().entrypoint != null
                && !goal.parameters().container().entrypoint.isEmpty();
    }

    private boolean hasRoot() {
        return goal.parameters().container().appRoot != null;
    }

    private boolean isExecutable() {
        return !ConfiguredExecution.of(goal.project(), Module.SPRING_BOOT, "repackage", "")
                        .isEmpty()
                || ConfiguredExecution.of(goal.project(), WAR, "war", "default-war").stream()
                        .anyMatch(execution -> execution
                                        .text("archive", "manifest", "mainClass")
                                        .isPresent()
                                || execution
                                        .text("archive", "manifestEntries", "Main-Class")
                                        .isPresent());
    }
}
