package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A goal typed for a build whose POMs do not mention this plugin. */
class UnmentionedIT {

    @Test
    void buildsTheApplicationsAndSkipsTheLibraries() {
        Workspace workspace = Workspace.copyOf("multi-module");
        for (String pom : List.of("pom.xml", "app/pom.xml", "worker/pom.xml")) {
            workspace.edit(
                    pom,
                    text -> text.replaceAll(
                            "(?s)<plugin>\\s*<groupId>io\\.github\\.dockerstrategy</groupId>.*?</plugin>", ""));
            assertThat(workspace.read(pom)).doesNotContain("docker-strategy-maven-plugin");
        }

        workspace
                .maven()
                .with("docker-strategy.from", TestEnv.current().registry() + "/base/jre:17")
                .succeed(
                        "package",
                        "io.github.dockerstrategy:docker-strategy-maven-plugin:"
                                + Workspace.property("it.plugin.version") + ":build")
                .shows(
                        "Skipped: this module has no main class, and another module of this build has one",
                        "Built app:",
                        "Built worker:");

        assertThat(workspace.path("app/target/docker-strategy/image.tar")).exists();
        assertThat(workspace.path("greeter-api/target/docker-strategy")).doesNotExist();
    }
}
