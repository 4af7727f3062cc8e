package io.github.dockerstrategy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project of jib-maven-plugin is imported; the image of the imported configuration is the one that Jib builds. */
@ExtendWith(CleanupExtension.class)
@Execution(ExecutionMode.SAME_THREAD)
class ImportIT {

    private static final String GOAL =
            "io.github.dockerstrategy:docker-strategy-maven-plugin:" + Workspace.property("it.plugin.version") + ":";

    private static final String JIB = """
            <plugin>
              <groupId>com.google.cloud.tools</groupId>
              <artifactId>jib-maven-plugin</artifactId>
              <version>3.5.1</version>
              <configuration>
                <from>
                  <image>${it.base.jre}</image>
                </from>
                <to>
                  <image>imported:${project.version}</image>
                  <tags>latest</tags>
                </to>
                <container>
                  <jvmFlags>
                    <jvmFlag>-XX:MaxRAMPercentage=75</jvmFlag>
                  </jvmFlags>
                  <args>en</args>
                  <environment>
                    <GREETING_LANGUAGE>en</GREETING_LANGUAGE>
                  </environment>
                  <labels>
                    <team>greeters</team>
                  </labels>
                  <ports>
                    <port>8080</port>
                  </ports>
                  <volumes>/data</volumes>
                  <workingDirectory>/app</workingDirectory>
                </container>
                <allowInsecureRegistries>true</allowInsecureRegistries>
              </configuration>
              <executions>
                <execution>
                  <id>push</id>
                  <phase>${bound.phase}</phase>
                  <goals>
                    <goal>build</goal>
                  </goals>
                </execution>
              </executions>
            </plugin>
            """;

    @Test
    void theImageIsTheOneThatJibBuilds() throws IOException {
        Workspace workspace = Workspace.copyOf("http-service").edit("pom.xml", ImportIT::withJib);
        // A folder that Jib does not know.
        Files.move(workspace.path("src/main/docker-strategy"), workspace.path("src/main/unused"));
        MavenRun unbound = workspace.maven().with("bound.phase", "none");
        unbound.succeed("package", "com.google.cloud.tools:jib-maven-plugin:3.5.1:buildTar");
        ImageTar jib = ImageTar.at(workspace.path("target/jib-image.tar"));
        String pom = workspace.read("pom.xml");

        // Bound to the build, Jib would push the image to where it cannot.
        BuildLog log = workspace
                .maven()
                .with("bound.phase", "package")
                .with("docker-strategy.import.verify", "true")
                .succeed(GOAL + "import");
        log.shows("Verified: the images are the same");
        log.shows("<image>imported:${project.version}</image>");
        assertThat(workspace.read("pom.xml")).isEqualTo(pom);
        assertThat(workspace.read("target/docker-strategy/import/report.md"))
                .contains("| `container.environment.GREETING_LANGUAGE` | same |");

        unbound.with("docker-strategy.import.write", "true").succeed(GOAL + "import");
        assertThat(workspace.read("pom.xml"))
                .contains(pom.substring(0, pom.indexOf("</plugins>")).stripTrailing());
        unbound.with("docker-strategy.output", "tar").succeed("package", GOAL + "build");

        ImageTar ours = workspace.sample().image();
        assertThat(ours.user()).isEqualTo(jib.user());
        assertThat(ours.cmd()).isEqualTo(jib.cmd());
        assertThat(ours.environment()).isEqualTo(jib.environment());
        assertThat(ours.ports()).isEqualTo(jib.ports());
        assertThat(ours.volumes()).isEqualTo(jib.volumes());
        assertThat(ours.workingDirectory()).isEqualTo(jib.workingDirectory());
        assertThat(ours.created()).isEqualTo(jib.created());
        assertThat(ours.labels()).containsAllEntriesOf(jib.labels());
        Map<String, String> files = files(ours);
        files.keySet().removeIf(path -> path.startsWith("/app/launch."));
        assertThat(files).isEqualTo(files(jib)).isNotEmpty();
    }

    private static final String FABRIC8 = """
            <plugin>
              <groupId>io.fabric8</groupId>
              <artifactId>docker-maven-plugin</artifactId>
              <version>0.46.0</version>
              <configuration>
                <images>
                  <image>
                    <name>imported/%%a:%%v</name>
                    <build>
                      <from>${it.base.jre}</from>
            %s
                    </build>
                  </image>
                </images>
              </configuration>
            </plugin>
            """;

    /** The assembly's image, and one with a Dockerfile; the engine is left as it was. */
    @ParameterizedTest
    @ValueSource(strings = {"""
            <assembly><descriptorRef>artifact</descriptorRef><exportTargetDir>false</exportTargetDir></assembly>
            <tags><tag>latest</tag></tags>
            <env><GREETING_LANGUAGE>en</GREETING_LANGUAGE></env>
            <labels><team>greeters</team></labels>
            <ports><port>8080</port></ports>
            <workdir>/tmp</workdir>
            <healthCheck><interval>10s</interval><cmd>test -f /maven/ready</cmd></healthCheck>
            <cmd>java -XX:MaxRAMPercentage=75 -jar /maven/${project.build.finalName}.jar en</cmd>
            """, """
            <contextDir>${project.basedir}</contextDir>
            <args><JAR>target/${project.build.finalName}.jar</JAR></args>
            """})
    void theImageIsTheOneThatDockerMavenPluginBuilds(String build) throws IOException {
        Workspace workspace =
                Workspace.copyOf("http-service").edit("pom.xml", pom -> with(FABRIC8.formatted(build), pom));
        Files.move(workspace.path("src/main/docker-strategy"), workspace.path("src/main/unused"));
        Files.writeString(workspace.path("Dockerfile"), """
                ARG BASE
                FROM $BASE
                ARG JAR
                COPY $JAR /app.jar
                USER 1000
                CMD ["java", "-jar", "/app.jar"]
                """.replace("ARG BASE\n", "")
                .replace("$BASE", TestEnv.current().registry() + "/base/jre:17"));
        String pom = workspace.read("pom.xml");
        Engine engine = new Engine(TestEnv.current());
        // An image that has the name keeps it.
        String base = TestEnv.current().registry() + "/base/jre:17";
        engine.docker("pull", "--quiet", base).orFail("docker pull");
        engine.docker("tag", base, "imported/http-service:1.0.0").orFail("docker tag");
        List<String> before = imported(engine);

        workspace
                .maven()
                .with("docker-strategy.import.verify", "true")
                .succeed(GOAL + "import")
                .shows("Verified: the images are the same");

        assertThat(workspace.read("pom.xml")).isEqualTo(pom);
        assertThat(imported(engine)).isEqualTo(before);
        engine.docker("rmi", "imported/http-service:1.0.0");
    }

    private static List<String> imported(Engine engine) {
        return engine.docker(
                        "images",
                        "-q",
                        "--filter",
                        "reference=imported/*",
                        "--filter",
                        "reference=docker-strategy-import")
                .output()
                .lines()
                .toList();
    }

    private static Map<String, String> files(ImageTar image) {
        Map<String, String> files = new TreeMap<>();
        image.filesAboveBase().forEach((path, entry) -> {
            if (entry.isFile()) {
                files.put(
                        path,
                        entry.mode() + " " + entry.owner() + " " + entry.modified() + " "
                                + HexFormat.of().formatHex(entry.content()).hashCode());
            }
        });
        return files;
    }

    private static String withJib(String pom) {
        return with(JIB, pom);
    }

    private static String with(String plugin, String pom) {
        int ours = pom.lastIndexOf("<plugin>");
        int end = pom.lastIndexOf("</plugin>") + "</plugin>\n".length();
        return pom.substring(0, ours) + plugin + pom.substring(end);
    }
}
