package io.github.dockerstrategy.maven.migrate.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations of jib-maven-plugin, and what they become. */
class JibSourceTest {

    private static final String DEFAULTS = """
            <container>
              <!-- Jib's default; here it is 65532:65532 -->
              <user>INHERIT</user>
              <!-- Jib's default; here it is project.build.outputTimestamp -->
              <creationTime>EPOCH</creationTime>
            </container>
            """;

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("nothing", "", DEFAULTS),
                Arguments.of(
                        "an image with references",
                        "<to><image>${registry}/team/${project.artifactId}</image><tags><tag>1</tag><tag>latest</tag></tags></to>",
                        """
                        <image>${registry}/team/${project.artifactId}</image>
                        <tags>
                          <tag>1</tag>
                          <tag>latest</tag>
                        </tags>
                        """ + DEFAULTS),
                Arguments.of(
                        "texts where lists belong",
                        "<to><tags>a, b</tags></to><container><ports>8080,9000</ports><user>1000</user>"
                                + "<creationTime>USE_CURRENT_TIMESTAMP</creationTime></container>",
                        """
                        <tags>
                          <tag>a</tag>
                          <tag>b</tag>
                        </tags>
                        <container>
                          <ports>
                            <port>8080</port>
                            <port>9000</port>
                          </ports>
                          <user>1000</user>
                          <creationTime>USE_CURRENT_TIMESTAMP</creationTime>
                        </container>
                        """),
                Arguments.of(
                        "base and platforms",
                        "<from><image>docker://base</image><platforms><platform><architecture>arm64</architecture>"
                                + "<os>linux</os></platform><platform><architecture>amd64</architecture></platform></platforms></from>",
                        """
                        <from>docker://base</from>
                        <platforms>
                          <platform>linux/arm64</platform>
                          <platform>linux/amd64</platform>
                        </platforms>
                        """ + DEFAULTS),
                Arguments.of("everything of the container", """
                        <containerizingMode>packaged</containerizingMode>
                        <container><format>OCI</format><mainClass>demo.Main</mainClass><jvmFlags><jvmFlag>-Xmx1g</jvmFlag></jvmFlags>
                        <args><arg>a&lt;b</arg></args><entrypoint>INHERIT</entrypoint><environment><A>1</A></environment>
                        <labels><l>x</l></labels><user>1</user><volumes><volume>/v</volume></volumes>
                        <workingDirectory>/w</workingDirectory><appRoot>/srv</appRoot><creationTime>EPOCH</creationTime>
                        <filesModificationTime>EPOCH_PLUS_SECOND</filesModificationTime><extraClasspath><path>/x</path></extraClasspath>
                        <expandClasspathDependencies>true</expandClasspathDependencies></container>
                        """, """
                        <format>oci</format>
                        <containerizingMode>packaged</containerizingMode>
                        <container>
                          <mainClass>demo.Main</mainClass>
                          <extraClasspath>
                            <path>/x</path>
                          </extraClasspath>
                          <jvmFlags>
                            <jvmFlag>-Xmx1g</jvmFlag>
                          </jvmFlags>
                          <args>
                            <arg>a&lt;b</arg>
                          </args>
                          <entrypoint>
                            <arg>INHERIT</arg>
                          </entrypoint>
                          <environment>
                            <A>1</A>
                          </environment>
                          <labels>
                            <l>x</l>
                          </labels>
                          <user>1</user>
                          <volumes>
                            <volume>/v</volume>
                          </volumes>
                          <workingDirectory>/w</workingDirectory>
                          <appRoot>/srv</appRoot>
                          <creationTime>EPOCH</creationTime>
                          <filesModificationTime>EPOCH_PLUS_SECOND</filesModificationTime>
                        </container>
                        """),
                Arguments.of("extra directories", """
                        <extraDirectories><paths><path>src/one</path><path><from>src/two</from><into>/two</into>
                        <includes><include>*.txt</include></includes><excludes>*.bak</excludes></path></paths>
                        <permissions><permission><file>/two/run</file><mode>755</mode></permission></permissions></extraDirectories>
                        """, """
                        <extraDirectories>
                          <paths>
                            <path>
                              <from>src/one</from>
                            </path>
                            <path>
                              <from>src/two</from>
                              <into>/two</into>
                              <includes>
                                <include>*.txt</include>
                              </includes>
                              <excludes>
                                <exclude>*.bak</exclude>
                              </excludes>
                            </path>
                          </paths>
                          <permissions>
                            <permission>
                              <file>/two/run</file>
                              <mode>755</mode>
                            </permission>
                          </permissions>
                        </extraDirectories>
                        """ + DEFAULTS),
                Arguments.of(
                        "extra directories as text",
                        "<extraDirectories><paths>src/one,src/two</paths></extraDirectories>",
                        """
                        <extraDirectories>
                          <paths>
                            <path>
                              <from>src/one</from>
                            </path>
                            <path>
                              <from>src/two</from>
                            </path>
                          </paths>
                        </extraDirectories>
                        """ + DEFAULTS),
                Arguments.of("logins", """
                        <to><image>ghcr.io/team/app</image><auth><username>ci</username><password>${env.TOKEN}</password></auth></to>
                        <from><image>quay.io/base</image><auth><username>u</username><password>s3cret</password></auth>
                        <credHelper>osxkeychain</credHelper></from><allowInsecureRegistries>true</allowInsecureRegistries>
                        """, """
                        <image>ghcr.io/team/app</image>
                        <from>quay.io/base</from>
                        <registries>
                          <registry>
                            <host>ghcr.io</host>
                            <username>ci</username>
                            <password>${env.TOKEN}</password>
                            <insecure>true</insecure>
                          </registry>
                          <!-- The password is not copied: put it into settings.xml, as a <server> with the id quay.io -->
                          <registry>
                            <host>quay.io</host>
                            <credHelper>osxkeychain</credHelper>
                            <insecure>true</insecure>
                          </registry>
                        </registries>
                        """ + DEFAULTS),
                Arguments.of(
                        "a credential helper with its environment",
                        "<to><image>app</image><credHelper><helper>gcr</helper><environment><A>b</A></environment></credHelper></to>",
                        """
                        <image>app</image>
                        <registries>
                          <registry>
                            <host>docker.io</host>
                            <credHelper>gcr</credHelper>
                          </registry>
                        </registries>
                        """ + DEFAULTS),
                Arguments.of("docker and files", """
                        <dockerClient><executable>podman</executable><environment><DOCKER_HOST>x</DOCKER_HOST></environment></dockerClient>
                        <skaffold><watch><includes>a</includes></watch></skaffold><outputPaths><tar>x.tar</tar></outputPaths><skip>true</skip>
                        <pluginExtensions><pluginExtension><implementation>com.google.X</implementation></pluginExtension></pluginExtensions>
                        """, """
                        <docker>
                          <executable>podman</executable>
                          <environment>
                            <DOCKER_HOST>x</DOCKER_HOST>
                          </environment>
                        </docker>
                        <skip>true</skip>
                        """ + DEFAULTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void becomesAConfigurationOfOurs(String name, String theirs, String ours) throws Exception {
        Imported imported = imported(pom("jar", "<configuration>" + theirs + "</configuration>"));

        assertThat(lines(imported)).isEqualToIgnoringWhitespace(expected(ours));
        assertThat(imported.plugin().lines()).anyMatch(line -> line.contains("INHERIT") || line.contains("<user>"));
        assertThat(imported.rows()).noneMatch(row -> row.fate() == Fate.IGNORED);
        assertThat(imported.report()).doesNotContain("s3cret");
    }

    @Test
    void eachRuleIsUsedByAShape() {
        String all = shapes().map(shape -> (String) shape.get()[1]).collect(Collectors.joining());
        Set<String> unused = new TreeSet<>();
        for (Rule rule : Jib.SOURCE.rules()) {
            String last = rule.path().substring(rule.path().lastIndexOf('.') + 1);
            if (!all.contains("<" + last + ">")) {
                unused.add(rule.path());
            }
        }
        assertThat(unused).isEmpty();
    }

    @Test
    void tellsWhatJibIgnores() throws Exception {
        Imported imported = imported(pom(
                "jar",
                "<configuration><jvmFlags><jvmFlag>-Xmx1g</jvmFlag></jvmFlags><nonsense>1</nonsense></configuration>"));

        assertThat(imported.attention())
                .extracting(row -> row.path() + ": " + row.here())
                .containsExactly("jvmFlags.jvmFlag: there is no such element", "nonsense: there is no such element");
        assertThat(imported.summary()).isEqualTo("2 without effect");
    }

    @Test
    void propertiesWinOverElements() throws Exception {
        Imported imported = imported(pom("jar", "<configuration><to><image>a</image></to></configuration>")
                .replace(
                        "<build>",
                        "<properties><jib.to.image>b</jib.to.image>"
                                + "<jib.container.labels>x=1,y=2</jib.container.labels></properties><build>"));

        assertThat(lines(imported))
                .contains("<image>b</image>")
                .contains("<x>1</x>")
                .contains("<y>2</y>");
    }

    @Test
    void executionsKeepPhaseAndOutput() throws Exception {
        Imported imported = imported(pom("jar", """
                <executions>
                  <execution><id>push</id><phase>deploy</phase><goals><goal>build</goal></goals>
                    <configuration><to><image>r/one</image></to></configuration></execution>
                  <execution><goals><goal>dockerBuild</goal></goals></execution>
                </executions>"""));

        assertThat(lines(imported))
                .isEqualToIgnoringWhitespace(expected(DEFAULTS).replace("</plugin>", """
                <executions>
                  <execution><id>push</id><phase>deploy</phase><goals><goal>build</goal></goals>
                    <configuration><image>r/one</image><output>registry</output></configuration></execution>
                  <execution><goals><goal>build</goal></goals>
                    <configuration><output>daemon</output></configuration></execution>
                </executions></plugin>"""));
    }

    @Test
    void theRegistryOfAReferenceIsLeftToBeWritten() throws Exception {
        assertThat(
                        lines(
                                imported(
                                        pom(
                                                "jar",
                                                "<configuration><from><image>${base}</image><credHelper>gcr</credHelper></from></configuration>"))))
                .contains("<!-- Write the registry of ${base} in place of HOST -->", "<host>HOST</host>");
    }

    @Test
    void aWarKeepsJetty() throws Exception {
        assertThat(lines(imported(pom("war", ""))))
                .contains("<from>jetty</from>")
                .doesNotContain("INHERIT");
    }

    @Test
    void managedPluginsAndProfilesCount() throws Exception {
        String pom = pom("jar", "<configuration><to><image>a</image></to></configuration>")
                .replace("<build><plugins>", "<build><pluginManagement><plugins>")
                .replace(
                        "</plugins></build>",
                        "</plugins></pluginManagement></build>"
                                + "<profiles><profile><id>p</id><build><plugins><plugin><groupId>com.google.cloud.tools</groupId>"
                                + "<artifactId>jib-maven-plugin</artifactId><configuration><to><tags>t</tags></to></configuration>"
                                + "</plugin></plugins></build></profile></profiles>");
        MavenProject project = project(pom);
        project.setActiveProfiles(List.copyOf(project.getOriginalModel().getProfiles()));

        assertThat(lines(Jib.SOURCE.read(project, "1", false).orElseThrow()))
                .contains("<image>a</image>")
                .contains("<tag>t</tag>");
    }

    @Test
    void aModuleWithoutJibHasNothingToImport() throws Exception {
        assertThat(Jib.SOURCE.read(project("<project><modelVersion>4.0.0</modelVersion></project>"), "1", false))
                .isEmpty();
    }

    private static String lines(Imported imported) {
        return String.join("\n", imported.plugin().lines());
    }

    private static String expected(String configuration) {
        return "<plugin><groupId>io.github.dockerstrategy</groupId><artifactId>docker-strategy-maven-plugin</artifactId>"
                + "<version>1</version><configuration>" + configuration + "</configuration></plugin>";
    }

    private static Imported imported(String pom) throws Exception {
        return Jib.SOURCE.read(project(pom), "1", false).orElseThrow();
    }

    private static String pom(String packaging, String inside) {
        return "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId><version>1</version><packaging>"
                + packaging + "</packaging><build><plugins><plugin><groupId>com.google.cloud.tools</groupId>"
                + "<artifactId>jib-maven-plugin</artifactId>" + inside + "</plugin></plugins></build></project>";
    }

    private static MavenProject project(String pom) throws Exception {
        Model model = new MavenXpp3Reader().read(new StringReader(pom));
        MavenProject project = new MavenProject(model);
        project.setOriginalModel(model.clone());
        return project;
    }
}
