package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With maven-build-cache-extension, which restores a module's jar in place of building it. */
class BuildCacheIT {

    @ParameterizedTest
    @ValueSource(strings = {"http-service", "spring-boot-4"})
    void buildsTheSameImageFromTheRestoredJar(String sample) {
        Workspace workspace = Workspace.copyOf(sample);
        workspace.write(".mvn/extensions.xml", """
                <extensions>
                  <extension>
                    <groupId>org.apache.maven.extensions</groupId>
                    <artifactId>maven-build-cache-extension</artifactId>
                    <version>1.2.1</version>
                  </extension>
                </extensions>
                """);
        workspace.write(".mvn/maven-build-cache-config.xml", """
                <cache xmlns="http://maven.apache.org/BUILD-CACHE-CONFIG/1.2.0">
                  <executionControl>
                    <runAlways>
                      <plugins>
                        <plugin artifactId="docker-strategy-maven-plugin"/>
                      </plugins>
                    </runAlways>
                  </executionControl>
                </cache>
                """);
        MavenRun run = workspace
                .maven()
                .with("docker-strategy.from", TestEnv.current().registry() + "/base/jre:17")
                .with("maven.build.cache.location", workspace.path("cache").toString());
        run.succeed("package").shows("Saved Build to local file", "Built " + sample + ":1.0.0");
        String first = workspace.read("target/docker-strategy/image.digest");

        run.succeed("clean", "package")
                .shows("Skipping plugin execution (cached): compiler:compile", "Built " + sample + ":1.0.0");

        assertThat(workspace.path("target/classes")).doesNotExist();
        assertThat(workspace.read("target/docker-strategy/image.digest")).isEqualTo(first);
    }
}
