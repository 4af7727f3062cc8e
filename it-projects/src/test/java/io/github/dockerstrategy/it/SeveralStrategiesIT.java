package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several builds at once, each with a strategy of its own, do not come into each other's way. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class SeveralStrategiesIT {

    private static final TestEnv ENV = TestEnv.current();
    private static final FrontEnd DOCKER = FrontEnd.BUILDX_26;
    private static final List<String> STRATEGIES =
            List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib");

    private final String run = UUID.randomUUID().toString();
    private final Engine engine = DOCKER.engine();

    @Test
    void inOneReactorOnTwoThreads() throws Exception {
        Workspace workspace = Workspace.copyOf("builder-shell");
        String pom = workspace.read("pom.xml");
        for (String strategy : STRATEGIES) {
            workspace.write("pages-" + strategy + "/pom.xml", module(pom, strategy));
            for (String file : List.of("make-pages.sh", "pages/about.txt", "pages/contact.txt")) {
                workspace.write("pages-" + strategy + "/" + file, workspace.read(file));
            }
        }
        String modules = STRATEGIES.stream()
                .map(strategy -> "<module>pages-" + strategy + "</module>")
                .collect(Collectors.joining());
        workspace.write("pom.xml", """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>pages</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <modules>%s</modules>
                </project>
                """.formatted(modules));

        on(workspace.maven()).option("-T2").succeed("package");

        for (String strategy : STRATEGIES) {
            assertThat(result(workspace, strategy, "")).isEqualTo(strategy);
            runs(name(strategy, "one"));
            assertThat(result(workspace, strategy, "/two")).isEqualTo(other(strategy));
            runs(name(strategy, "two"));
        }
    }

    @Test
    void inTwoRunsOfMavenAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (String copy : List.of("left", "right")) {
                runs.add(threads.submit(
                        () -> on(Workspace.copyOf("builder-shell").maven())
                                .with("docker-strategy.strategy", "builder-pattern")
                                .with("image", name("builder-pattern", copy))
                                .succeed("docker-strategy:build")));
            }
            for (Future<?> one : runs) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        for (String copy : List.of("left", "right")) {
            runs(name("builder-pattern", copy));
        }
        assertThat(engine.docker("ps", "--all", "--quiet", "--filter", "label=io.github.dockerstrategy.build")
                        .output())
                .isBlank();
    }

    /** Two executions: one with the strategy, one with the next. */
    private String module(String pom, String strategy) {
        String second = """
                <execution><id>two</id><phase>package</phase><goals><goal>build</goal></goals>
                <configuration><strategy>%s</strategy><image>%s</image></configuration></execution>
                </executions>""".formatted(other(strategy), name(strategy, "two"));
        return pom.replace("<artifactId>builder-shell<", "<artifactId>pages-" + strategy + "<")
                .replaceFirst(
                        "<image>[^<]*</image>",
                        "<strategy>" + strategy + "</strategy><output>daemon</output><image>" + name(strategy, "one")
                                + "</image>")
                .replaceFirst("<execution>", "<execution><id>default</id>")
                .replace("</executions>", second);
    }

    private static String other(String strategy) {
        return STRATEGIES.get((STRATEGIES.indexOf(strategy) + 1) % STRATEGIES.size());
    }

    private static MavenRun on(MavenRun maven) {
        return DOCKER.on(maven).with("it.base.jre", ENV.registry() + "/base/debian:12");
    }

    private static String result(Workspace workspace, String strategy, String execution) {
        return workspace
                .sample()
                .result("pages-" + strategy + "/target/docker-strategy" + execution)
                .get("strategy")
                .asText();
    }

    private String name(String strategy, String which) {
        return "docker-strategy-it/" + strategy + "-" + which + ":" + run;
    }

    private void runs(String name) throws Exception {
        engine.withImage(name, image -> assertThat(image.run().output()).contains("about.html"));
    }
}
