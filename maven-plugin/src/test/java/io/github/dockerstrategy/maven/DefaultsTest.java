package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an image gets where nothing is said. */
class DefaultsTest {

    private static final String RELEASE =
            "<properties><maven.compiler.release>%s</maven.compiler.release></properties>";
    private static final String TIMESTAMP =
            "<properties><project.build.outputTimestamp>%s</project.build.outputTimestamp></properties>"
                    + "<build><plugins><plugin><artifactId>maven-compiler-plugin</artifactId>"
                    + "<configuration><release>17</release></configuration></plugin></plugins></build>";
    private static final String WAR = "<packaging>war</packaging>";

    @TempDir
    Path basedir;

    @ParameterizedTest
    @CsvSource({"8, 8", "9, 11", "11, 11", "12, 17", "17, 17", "18, 21", "21, 21", "22, 25", "25, 25", "26, 26"})
    void theBaseIsTheLongTermReleaseThatFitsTheModules(String release, String base) {
        TestModule module = TestModule.in(basedir).built().pom(RELEASE.formatted(release));

        assertThat(module.request().image().from()).hasToString("eclipse-temurin:" + base + "-jre");
    }

    @ParameterizedTest
    @CsvSource({
        "javax.servlet, 8, tomcat:9.0-jre17",
        "javax.servlet, 21, tomcat:9.0-jre21",
        "jakarta.servlet, 17, tomcat:10.1-jre17",
        "jakarta.servlet, 25, tomcat:10.1-jre25"
    })
    void aWarsBaseIsAServletContainerThatFitsItsDependenciesAndRelease(String group, String release, String base) {
        BuildRequest request = TestModule.in(basedir)
                .pom(WAR + RELEASE.formatted(release) + "<dependencies><dependency><groupId>" + group
                        + "</groupId><artifactId>servlet-api</artifactId></dependency></dependencies>")
                .request();

        assertThat(request.image().from()).hasToString(base);
        assertThat(request.appRoot()).hasToString("/usr/local/tomcat/webapps/ROOT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<from>scratch</from>", "<from>my/java:8</from>"})
    void anOwnDockerfileNeedsNeitherAMainClassNorAnEntrypointNorAKnownServletContainer(String from) {
        for (String pom : List.of(RELEASE.formatted(8), WAR)) {
            BuildRequest request = TestModule.in(basedir)
                    .pom(pom)
                    .configuration("<strategy>dockerfile</strategy>" + from)
                    .request();

            assertThat(request.image().config().entrypoint()).isEmpty();
        }
    }

    @Test
    void aWarKeepsItsBasesUserAndEntrypoint() {
        BuildRequest request = TestModule.in(basedir).pom(WAR).request();

        assertThat(request.image().config().user()).isEmpty();
        assertThat(request.image().config().entrypoint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"jetty:12, /var/lib/jetty/webapps/ROOT", "my/tomcat, /usr/local/tomcat/webapps/ROOT"})
    void whereAWarGoesIsKnownOfJettyAndTomcat(String from, String root) {
        TestModule module = TestModule.in(basedir).pom(WAR).typed("docker-strategy.from", from);

        assertThat(module.request().appRoot()).hasToString(root);
    }

    @Test
    void whereAWarGoesInAnyOtherImageHasToBeSaid() {
        assertThat(TestModule.in(basedir)
                        .pom(WAR)
                        .typed("docker-strategy.from", "my/server")
                        .complaint())
                .contains("my/server", "<container><appRoot>");
    }

    @Test
    void aJarIsLaunchedByItsArgumentFileAndNotAsRoot() {
        BuildRequest request = TestModule.in(basedir).request();

        assertThat(request.image().config().user()).contains("65532:65532");
        assertThat(request.image().config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
    }

    @Test
    void theBasesEntrypointAndArgumentsAreInheritedByJibsWord() {
        ContainerConfig both = TestModule.in(basedir)
                .typed("docker-strategy.container.entrypoint", "INHERIT")
                .request()
                .image()
                .config();
        assertThat(both.entrypoint()).isEmpty();
        assertThat(both.cmd()).isEmpty();
        ContainerConfig program = TestModule.in(basedir)
                .typed("docker-strategy.container.entrypoint", "INHERIT")
                .typed("docker-strategy.container.args", "run,fast")
                .request()
                .image()
                .config();
        assertThat(program.entrypoint()).isEmpty();
        assertThat(program.cmd()).contains(List.of("run", "fast"));
    }

    @Test
    void whatCannotBeInheritedIsRefused() {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.from", "jlink")
                        .typed("docker-strategy.container.entrypoint", "INHERIT")
                        .complaint())
                .contains("'jlink' defines none");
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.args", "INHERIT")
                        .complaint())
                .contains("belong to its entrypoint", "<entrypoint>INHERIT</entrypoint>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib"})
    void aJarCanRunAsItsBasesUserToo(String strategy) {
        BuildRequest request = TestModule.in(basedir)
                .configuration("<strategy>" + strategy + "</strategy>")
                .typed("docker-strategy.container.user", "INHERIT")
                .request();

        assertThat(request.image().config().user()).isEmpty();
        assertThat(request.image().config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
    }

    @Test
    void anotherBuildersArtifactIsNotLaunchedByUs() {
        BuildRequest request = TestModule.in(basedir)
                .configuration("<builder><artifact>out/app</artifact><into>/opt/</into></builder>")
                .request();

        assertThat(request.image().config().user()).isEmpty();
        assertThat(request.image().config().entrypoint()).isEmpty();
        assertThat(request.builder().into().orElseThrow()).hasToString("/opt/app");
    }

    @Test
    void onALinkedRuntimeNothingRunsAsRoot() {
        BuildRequest request = TestModule.in(basedir)
                .typed("docker-strategy.from", "jlink")
                .configuration("<builder><artifact>out/app.jar</artifact><into>/opt/</into></builder>"
                        + "<container><entrypoint><a>java</a><a>-jar</a><a>/opt/app.jar</a></entrypoint></container>")
                .request();

        assertThat(request.image().config().user()).contains("65532:65532");
    }

    @Test
    void onNothingItHasToBeSaidWhatIsStarted() {
        assertThat(TestModule.in(basedir)
                        .configuration("<from>scratch</from><builder><artifact>app</artifact></builder>")
                        .complaint())
                .contains("The image has no entrypoint", "<entrypoint>");
    }

    @Test
    void aLinkedRuntimeIsForThisMachineAndEverythingElseForAmd64() {
        BuildRequest linked =
                TestModule.in(basedir).typed("docker-strategy.from", "jlink").request();

        assertThat(linked.image().from()).isInstanceOf(BaseReference.Jlink.class);
        assertThat(linked.image().platforms()).containsExactly(Platform.ofThisMachine());
        assertThat(TestModule.in(basedir).request().image().platforms()).containsExactly(Platform.LINUX_AMD64);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00+0200, 2026-01-31T10:00:00Z",
        "2026-01-31T12:00:00.5-05, 2026-01-31T17:00:00.5Z",
        "1700000000, 2023-11-14T22:13:20Z",
        "0, 1970-01-01T00:00:00Z",
        "x, 1970-01-01T00:00:01Z"
    })
    void timesAreTheProjectsOutputTimestampOrNone(String timestamp, Instant time) {
        TestModule module = TestModule.in(basedir).pom(TIMESTAMP.formatted(timestamp));

        assertThat(module.request().image().created()).isEqualTo(time);
        assertThat(TestModule.in(basedir).request().image().created()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void aTypedOutputTimestampCountsMoreThanTheProjects() {
        TestModule module = TestModule.in(basedir)
                .pom(TIMESTAMP.formatted("2026-01-31T12:00:00Z"))
                .typed("project.build.outputTimestamp", "2001-02-03T04:05:06Z");

        assertThat(module.request().image().created()).isEqualTo("2001-02-03T04:05:06Z");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "EPOCH, 1970-01-01T00:00:00Z",
        "EPOCH_PLUS_SECOND, 1970-01-01T00:00:01Z",
        "2026-01-31T12:00:00+0200, 2026-01-31T10:00:00Z"
    })
    void theCreationTimeIsASecondAnIsoTimeOrAWordOfJibs(String text, Instant time) {
        TestModule module = TestModule.in(basedir).typed("docker-strategy.container.creationTime", text);

        assertThat(module.request().image().created()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000000, they may be milliseconds (2023-11-14T22:13:20Z)",
        "99999999999999999999, is not a time",
        "2026-01-31, is not a time",
        "2026-01-31T12:00:00, is not a time",
        "1969-01-31T12:00:00Z, is not a time from 1970",
        "x, is not a time",
        "now, USE_CURRENT_TIMESTAMP"
    })
    void refusesAnyOtherCreationTime(String text, String words) {
        TestModule module = TestModule.in(basedir).typed("docker-strategy.container.creationTime", text);

        assertThat(module.complaint()).contains(words, "<container><creationTime>");
    }

    @Test
    void theCreationTimeLeavesTheFilesTimesAlone() {
        BuildRequest request = TestModule.in(basedir)
                .typed("docker-strategy.container.creationTime", "2026-01-31T12:00:00Z")
                .request();
        assertThat(request.image().created()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(request.filesModified()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void theCurrentTimeIsThatOfTheRun() {
        Date start = Date.from(Instant.parse("2026-03-04T05:06:07Z"));
        BuildRequest request = TestModule.in(basedir)
                .run(maven -> maven.setStartTime(start))
                .typed("docker-strategy.container.creationTime", "USE_CURRENT_TIMESTAMP")
                .request();
        assertThat(request.image().created()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(request.filesModified()).isEqualTo(Instant.ofEpochSecond(1));
    }

    @Test
    void filesHaveNoCurrentTime() {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.filesModificationTime", "USE_CURRENT_TIMESTAMP")
                        .complaint())
                .contains("'USE_CURRENT_TIMESTAMP' is not a time", "<container><filesModificationTime>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "1:2:3", ":5", "5:", ":", "-1", "4294967296", "1000:99999999999", "a,b", "a/b"})
    void refusesAUserThatNoContainerCouldStartAs(String user) {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.user", user)
                        .complaint())
                .contains("'" + user + "' is not a user", "<container><user>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user|${x}|x",
                "user|1000:${gid}|gid",
                "workingDirectory|/${x}|x",
                "workingDirectory|${project.basedirr}/x|project.basedirr",
                "appRoot|/opt/${name}|name",
                "volumes|/data,/${x}|x",
                "ports|${port}|port",
                "labels|team=${team}|team",
                "jvmFlags|-Xmx${heap}|heap",
                "jvmFlags|-Dversion=${project.versoin}|project.versoin",
                "environment|VERSION=v${project.versoin}|project.versoin",
                "environment|HOST=${env.NOT_THERE}|env.NOT_THERE",
                "args|--version,${project.versoin}|project.versoin",
                "entrypoint|${maven.x}/run|maven.x"
            })
    void refusesAPropertyThatNobodySetsWhateverTheStrategy(String element, String value, String property) {
        for (String strategy : List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib")) {
            assertThat(TestModule.in(basedir)
                            .typed("docker-strategy.container." + element, value)
                            .typed("docker-strategy.strategy", strategy)
                            .complaint())
                    .as(strategy)
                    .contains("has the property '" + property + "' in it, which is not set.", "<container><" + element);
        }
    }

    @Test
    void leavesToTheContainerWhatAShellOrAFrameworkInItMaySet() {
        ContainerConfig config = TestModule.in(basedir)
                .configuration("<container><jvmFlags><jvmFlag>-Dlog=${HOME}/log</jvmFlag></jvmFlags>"
                        + "<environment><URL>jdbc:${DB_HOST}</URL></environment>"
                        + "<entrypoint><arg>sh</arg><arg>-c</arg><arg>exec java ${JAVA_OPTS} Main</arg></entrypoint>"
                        + "<args><arg>at ${1}</arg></args></container>")
                .request()
                .image()
                .config();
        assertThat(config.environment()).containsEntry("URL", "jdbc:${DB_HOST}");
        assertThat(config.entrypoint()).contains(List.of("sh", "-c", "exec java ${JAVA_OPTS} Main"));
        assertThat(config.cmd()).contains(List.of("at ${1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "<container><user>${x}</user></container>, <container><user>",
        "<container><environment><A>${x}</A></environment></container>, <container><environment><A>",
        "<container><labels><a>${x}</a></labels></container>, <container><labels><a>",
        "<container><ports><port>${x}</port></ports></container>, <container><ports><port>",
        "<container><args><arg>${x}</arg></args></container>, <container><args><arg>",
        "<container><healthCheck><shell>${x}</shell></healthCheck></container>, <container><healthCheck><shell>",
        "<from>${x}</from>, <from>",
        "<tags><tag>${x}</tag></tags>, <tags><tag>"
    })
    void refusesAnElementThatMavenReadsAsEmptySinceNobodySetsItsProperty(String elements, String where) {
        TestModule module = TestModule.in(basedir).configuration(elements);
        assertThat(module.complaint()).contains("'${x}' has the property 'x' in it, which is not set.", where);
    }

    @Test
    void stagesLayersWhereThePropertiesOfTheImageAreNotKnown() {
        BuildRequest request = TestModule.in(basedir)
                .goal("stage")
                .configuration("<from>${env.BASE_IN_CI}</from><container><labels><build>${env.BUILD_IN_CI}</build>"
                        + "<a>b${env.BUILD_IN_CI}</a></labels></container>")
                .request();
        assertThat(request.appRoot()).hasToString("/app");
    }

    @Test
    void takesAnElementWhosePropertyIsSetOrThatIsTyped() {
        assertThat(TestModule.in(basedir)
                        .configuration("<from>${base}</from>")
                        .typed("base", "eclipse-temurin:21-jre")
                        .request()
                        .image()
                        .from())
                .hasToString("eclipse-temurin:21-jre");
        assertThat(TestModule.in(basedir)
                        .configuration("<container><user>${x}</user></container>")
                        .typed("docker-strategy.container.user", "5")
                        .request()
                        .image()
                        .config()
                        .user())
                .contains("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/a/..", "/../"})
    void refusesTheRootAsAVolume(String volume) {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.volumes", volume)
                        .complaint())
                .contains("'" + volume + "' is the image's root", "<container><volumes><volume>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a:b", "/opt/*"})
    void refusesAnAppRootThatCannotBeInAClassPath(String folder) {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.appRoot", folder)
                        .complaint())
                .contains("The path '" + folder + "' cannot be in a class path", "<container><appRoot>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65532:65532", "app", "app:staff", "_svc$", "2147483647", "jboss.admin:0"})
    void takesAnyUserByNumberOrName(String user) {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.user", user)
                        .request()
                        .image()
                        .config()
                        .user())
                .contains(user);
    }

    @Test
    void refusesNamesThatWouldBeOtherNamesInTheImage() {
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.environment", "A B=x")
                        .complaint())
                .contains("'A B' cannot be the name of an environment variable");
        assertThat(TestModule.in(basedir)
                        .typed("docker-strategy.container.labels", "a b=x")
                        .complaint())
                .contains("'a b' cannot be the name of a label");
    }

    @Test
    void whatIsNoTimeIsRefused() {
        assertThat(TestModule.in(basedir).pom(TIMESTAMP.formatted("today")).complaint())
                .contains("'today' is not a time.", "project.build.outputTimestamp", "ISO 8601");
    }

    @Test
    void eachFurtherImageOfAModuleHasAFolderOfItsOwn() {
        Path folder = basedir.resolve("target/docker-strategy");

        assertThat(TestModule.in(basedir).request().workFolder()).isEqualTo(folder);
        assertThat(TestModule.in(basedir).execution("default", "").request().workFolder())
                .isEqualTo(folder);
        assertThat(TestModule.in(basedir).execution("admin", "").request().workFolder())
                .isEqualTo(folder.resolve("admin"));
    }

    @Test
    void stageOnlyLeavesOutAllOtherModulesAndGoals() {
        assertThat(isSkipped("stage", "com.example:shop")).isFalse();
        assertThat(isSkipped("stage", "com.example:other")).isTrue();
        assertThat(isSkipped("build", "com.example:shop")).isTrue();
        assertThat(isSkipped("push", "com.example:shop")).isTrue();
    }

    @Test
    void aPomModuleWithABuilderOfItsOwnIsNotLeftOut() {
        TestModule pom = TestModule.in(basedir).pom("<packaging>pom</packaging>");

        assertThat(ImageGoal.of(pom.mojo()).isSkipped()).isTrue();
        assertThat(ImageGoal.of(pom.typed("docker-strategy.builder.artifact", "app")
                                .mojo())
                        .isSkipped())
                .isFalse();
    }

    private boolean isSkipped(String goal, String only) {
        return ImageGoal.of(TestModule.in(basedir)
                        .goal(goal)
                        .typed("docker-strategy.stageOnly", only)
                        .mojo())
                .isSkipped();
    }
}
