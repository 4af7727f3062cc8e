package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recommended for each sample, and why. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class RecommendIT {

    private static final String GOAL = "io.github.dockerstrategy:docker-strategy-maven-plugin:"
            + Workspace.property("it.plugin.version") + ":recommend";

    @ParameterizedTest
    @CsvSource({
        "any-project,         ., jib,         daemonless",
        "bad-capability,      ., copy-local,  image-commands",
        "builder-go,          ., builder-jib, other-tools",
        "builder-shell,       ., builder-jib, other-tools",
        "gms-shape,           ., jib,         daemonless",
        "http-service,        ., jib,         daemonless",
        "java-8,              ., jib,         daemonless",
        "multi-module,      app, jib,         daemonless",
        "multi-module,   worker, jib,         daemonless",
        "packaged-boot,       ., jib,         daemonless",
        "packaged-shaded,     ., jib,         daemonless",
        "several-images,      ., jib,         daemonless",
        "setup-word-list,     ., jib,         daemonless",
        "snapshot-dependency, ., jib,         daemonless",
        "spring-boot-3,       ., jib,         daemonless",
        "spring-boot-4,       ., jib,         daemonless",
        "war-jetty,           ., jib,         daemonless",
        "war-tomcat,          ., jib,         daemonless",
    })
    void eachSample(String sample, String module, String strategy, String rule) {
        Workspace workspace = Workspace.copyOf(sample);

        BuildLog log = run(workspace).option("-pl").option(module).succeed(GOAL);

        log.shows("Choice: " + strategy + ", because ", "[" + rule + "]");
        log.shows("  dockerfile       no ", "[no-dockerfile]");
        assertThat(workspace.sample().has("target")).isFalse();
        assertThat(workspace.sample().has(module + "/target")).isFalse();
    }

    @Test
    void aModuleWithoutAnApplicationHasNone() {
        run(Workspace.copyOf("pom-packaging")).succeed(GOAL).shows("Skipped: a module of packaging 'pom'");
    }

    @Test
    void aDockerfileOfOnesOwnIsOneOfThoseThatFit() {
        BuildLog log = run(Workspace.copyOf("own-dockerfile")).succeed(GOAL);

        log.shows("  dockerfile       fits", "[own-file]", "Choice: jib, because ", "[daemonless]");
    }

    @Test
    void withoutDockerTheReasonSaysSo() {
        BuildLog log = run(Workspace.copyOf("builder-go"))
                .environment("DOCKER_HOST", "unix:///no/such/engine.sock")
                .succeed(GOAL);

        log.shows("no docker", "builder-jib      no    needs docker, but no engine answers here [no-docker]");
        log.shows("Choice: jib, because nothing here requires docker");
    }

    @Test
    void autoBuildsWithItAndSaysWhy() {
        Workspace workspace = Workspace.copyOf("http-service");

        BuildLog log = run(workspace).with("docker-strategy.strategy", "auto").succeed("docker-strategy:build");

        String reason =
                "jib: nothing here requires docker: no daemon, a reproducible digest, small pushes [daemonless]";
        log.shows("Strategy " + reason);
        assertThat(workspace.sample().result().path("strategy").asText()).isEqualTo("jib");
        assertThat(workspace.sample().result().path("reason").asText()).isEqualTo(reason);
    }

    @Test
    void autoFailsWhereNothingFits() {
        BuildLog log = run(Workspace.copyOf("bad-capability"))
                .with("docker-strategy.strategy", "auto")
                .environment("DOCKER_HOST", "unix:///no/such/engine.sock")
                .fail("docker-strategy:build");

        List.of("No strategy fits", "[cannot-express]", "[no-docker]", "mvn docker-strategy:recommend")
                .forEach(log::showsError);
    }

    private static MavenRun run(Workspace workspace) {
        return workspace
                .maven()
                .with("docker-strategy.docker.executable", TestEnv.current().dockerCli());
    }
}
