package io.github.dockerstrategy.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.layout.ApplicationKind;
import io.github.dockerstrategy.layout.Launch;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.module.Module;
import io.github.dockerstrategy.maven.request.ImageDefaults;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.strategy.BuildRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot start is refused, and what starts by itself needs no servlet container. */
class StartableTest {

    private static final String EXECUTABLE_WAR =
            "<packaging>war</packaging><build><plugins><plugin><groupId>org.springframework.boot</groupId>"
                    + "<artifactId>spring-boot-maven-plugin</artifactId><executions><execution><goals><goal>repackage</goal>"
                    + "</goals></execution></executions></plugin></plugins></build>";
    private static final String QUARKUS =
            "<build><plugins><plugin><groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId>"
                    + "<executions><execution><goals><goal>build</goal></goals></execution></executions></plugin></plugins></build>";
    private static final String ENTRYPOINT =
            "<container><entrypoint><arg>%s</arg><arg>-jar</arg></entrypoint></container>";

    @TempDir
    Path basedir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scratch",
                "alpine:3.20",
                "debian",
                "registry.example.com/base/debian:12-slim",
                "docker://ubuntu:24.04",
                "gcr.io/distroless/static-debian12",
                "nginx"
            })
    void aJarOnABaseWithoutJavaIsRefused(String base) {
        assertThat(module().typed("docker-strategy.from", base).complaint())
                .contains("The image starts 'java'", "<from>", "eclipse-temurin", "jlink");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eclipse-temurin:21-jre",
                "jlink",
                "alpine:3.20-jre21",
                "gcr.io/distroless/java21-debian12",
                "my/base",
                "docker://corp/runtime"
            })
    void aJarOnAnyOtherBaseIsNot(String base) {
        assertThat(module().typed("docker-strategy.from", base).request().kind())
                .isEqualTo(ApplicationKind.EXPLODED);
    }

    @Test
    void javaCanComeFromCommandsOrExtraFilesOrAsTheUserSays() throws IOException {
        Path java = basedir.resolve("src/main/docker-strategy/opt/jre/bin/java");
        assertThat(module().configuration("<from>alpine</from><strategy>copy-local</strategy><run><run>apk add"
                                + " openjdk21-jre</run></run>")
                        .request()
                        .image()
                        .run())
                .isNotEmpty();
        assertThat(module().configuration("<from>alpine</from>" + ENTRYPOINT.formatted("java"))
                        .request())
                .isNotNull();
        assertThat(module().configuration("<from>scratch</from>" + ENTRYPOINT.formatted("/app/native"))
                        .request())
                .isNotNull();
        assertThat(module().configuration("<from>scratch</from>" + ENTRYPOINT.formatted("/opt/jre/bin/java"))
                        .complaint())
                .contains("The image starts 'java'");

        Files.createDirectories(java.resolveSibling(""));
        Files.createFile(java);
        assertThat(module().typed("docker-strategy.from", "scratch").request()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jlink", "eclipse-temurin:21-jre", "corp/runtime:1"})
    void anExecutableWarOnPlainJavaStartsItself(String base) {
        BuildRequest request = TestModule.in(basedir)
                .pom(EXECUTABLE_WAR)
                .typed("docker-strategy.from", base)
                .request();

        assertThat(request.kind()).isEqualTo(ApplicationKind.PACKAGED);
        assertThat(request.appRoot()).hasToString("/app");
        assertThat(request.image().config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
        assertThat(request.image().config().user()).contains("65532:65532");
    }

    @ParameterizedTest
    @CsvSource({
        "tomcat:10.1-jre21, ''",
        "'', ''",
        "corp/server:1, <container><appRoot>/srv/webapps/ROOT</appRoot></container>",
        "jlink, <container><appRoot>/srv/ROOT</appRoot><entrypoint><arg>java</arg></entrypoint></container>"
    })
    void anExecutableWarIsLaidOpenForAServletContainer(String base, String configuration) {
        TestModule module = TestModule.in(basedir).pom(EXECUTABLE_WAR).configuration(configuration);
        if (!base.isEmpty()) {
            module.typed("docker-strategy.from", base);
        }
        assertThat(module.request().kind()).isEqualTo(ApplicationKind.WAR);
        assertThat(module.request().image().config().user())
                .isEqualTo(base.equals("jlink") ? Optional.of("65532:65532") : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-local", "multi-stage", "builder-pattern"})
    void refusesAnApplicationRootThatWouldReplaceALinkOfTheBase(String strategy) {
        TestModule module = module().configuration("<container><appRoot>/lib/app</appRoot></container>")
                .typed("docker-strategy.strategy", strategy);
        assertThat(module.typed("docker-strategy.from", "eclipse-temurin:21-jre")
                        .complaint())
                .contains(
                        "would replace the symbolic link /lib", "<container><appRoot>", "write '/usr/lib/app' instead");
        assertThat(module.typed("docker-strategy.from", "jlink").request())
                .as("nothing is linked in it")
                .isNotNull();
    }

    @Test
    void copyLocalRefusesAnArtifactThatWouldReplaceALinkOfTheBase() throws IOException {
        Path file = basedir.resolve("root/lib/libnative.so");
        Files.createDirectories(file.resolveSibling(""));
        Files.createFile(file);
        TestModule module = module().configuration("<builder><artifact>root/</artifact><into>/</into></builder>"
                        + "<container><entrypoint><arg>/usr/bin/x</arg></entrypoint></container>")
                .typed("docker-strategy.strategy", "copy-local")
                .typed("docker-strategy.from", "debian:12");
        AbstractImageMojo mojo = module.mojo();
        ImageGoal image = ImageGoal.of(mojo);
        BuildRequest request = image.request();
        assertThatThrownBy(() -> image.layout(request).layOut(Optional.empty()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("write '/usr/lib");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void refusesANameThatABuildContextCannotHold() throws IOException {
        Path file = basedir.resolve("src/main/docker-strategy/etc/a\\x2db.mount");
        Files.createDirectories(file.resolveSibling(""));
        Files.createFile(file);
        for (String strategy : List.of("multi-stage", "builder-pattern", "builder-jib")) {
            assertThat(module().typed("docker-strategy.strategy", strategy).complaint())
                    .contains("has a backslash in its name", "jib or copy-local");
        }
        for (String strategy : List.of("jib", "copy-local")) {
            assertThat(module().typed("docker-strategy.strategy", strategy).request())
                    .isNotNull();
        }
    }

    @Test
    void aWarThatIsNotExecutableNeedsAServletContainer() {
        assertThat(TestModule.in(basedir)
                        .pom("<packaging>war</packaging>")
                        .typed("docker-strategy.from", "eclipse-temurin:21-jre")
                        .complaint())
                .contains("The application folder of the servlet container in");
    }

    @Test
    void aPackagedJarForJava8StartsFromLaunchJarBeforeAnythingIsCompiled() {
        assertThat(TestModule.in(basedir)
                        .pom("<properties><maven.compiler.target>1.8</maven.compiler.target></properties>")
                        .configuration("<containerizingMode>packaged</containerizingMode>"
                                + "<container><jvmFlags><flag>-Xmx64m</flag></jvmFlags></container>")
                        .request()
                        .image()
                        .config()
                        .entrypoint())
                .contains(List.of("java", "-Xmx64m", "-jar", "/app/launch.jar"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exploded", "packaged"})
    void theFolderThatQuarkusMakesIsLaidOut(String mode) throws IOException {
        TestModule module = TestModule.in(basedir)
                .pom(QUARKUS)
                .typed("docker-strategy.containerizingMode", mode)
                .built();
        assertThat(module.request().kind()).isEqualTo(ApplicationKind.FAST_JAR);
        assertThat(module.request().image().config().entrypoint()).contains(List.of("java", "@/app/launch.args"));
        assertThat(layOut(module)).contains("quarkus-app-missing");

        Path folder = Files.createDirectories(basedir.resolve("target/quarkus-app"));
        Files.createFile(folder.resolve("quarkus-run.jar"));
        assertThat(layOut(module)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.package.jar.type, uber-jar, PACKAGED",
        "quarkus.package.jar.type, LEGACY-JAR, PACKAGED",
        "quarkus.package.type, uber-jar, PACKAGED",
        "quarkus.package.jar.type, mutable-jar, FAST_JAR",
        "quarkus.http.port, uber-jar, FAST_JAR",
    })
    void whatQuarkusMakesIsKnownFromItsSettings(String name, String value, ApplicationKind kind) throws IOException {
        TestModule typed = TestModule.in(basedir).pom(QUARKUS).typed(name, value);
        assertThat(typed.request().kind()).isEqualTo(kind);

        Path resources = Files.createDirectories(basedir.resolve("src/main/resources"));
        Files.writeString(resources.resolve("application.properties"), name + " = " + value + "\n");
        TestModule written = TestModule.in(basedir)
                .pom(
                        QUARKUS.replace(
                                "<plugins>",
                                "<resources><resource><directory>src/main/resources</directory></resource></resources><plugins>"));
        assertThat(written.request().kind()).isEqualTo(kind);
    }

    @Test
    void aNativeExecutableAndAMainClassForQuarkusAreRefused() {
        assertThat(TestModule.in(basedir)
                        .pom(QUARKUS)
                        .typed("quarkus.native.enabled", "true")
                        .complaint())
                .contains("native executable", "-runner</artifact>", "[quarkus-native]");
        assertThat(TestModule.in(basedir)
                        .pom(QUARKUS)
                        .typed("docker-strategy.container.mainClass", "demo.Hello")
                        .complaint())
                .contains("quarkus.package.main-class=demo.Hello", "[main-class-not-started]");
    }

    @Test
    void whatQuarkusMakesCanBeTakenAsItIs() {
        assertThat(TestModule.in(basedir)
                        .pom(QUARKUS)
                        .configuration("<builder><artifact>target/quarkus-app/</artifact><into>/app/</into></builder>"
                                + ENTRYPOINT.formatted("java"))
                        .request()
                        .kind())
                .isEqualTo(ApplicationKind.ARTIFACT);
        assertThat(TestModule.in(basedir)
                        .pom(QUARKUS)
                        .configuration("<containerizingMode>packaged</containerizingMode>"
                                + "<artifact>target/shop-runner.jar</artifact>")
                        .request()
                        .kind())
                .isEqualTo(ApplicationKind.PACKAGED);
    }

    @ParameterizedTest
    @CsvSource({"17, java @/app/launch.args", "8, java -jar /app/launch.jar run demo.Verticle"})
    void theLauncherOfVertxGetsItsVerticleFromTheManifestThatTheBuildWrites(String release, String entrypoint) {
        TestModule vertx = TestModule.in(basedir).pom("""
                        <build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>
                        <artifactId>maven-shade-plugin</artifactId><executions><execution><goals><goal>shade</goal></goals>
                        <configuration><transformers><transformer><manifestEntries>
                        <Main-Class>io.vertx.core.Launcher</Main-Class><Main-Verticle>demo.Verticle</Main-Verticle>
                        </manifestEntries></transformer></transformers></configuration></execution></executions></plugin>
                        </plugins></build>""").typed("maven.compiler.release", release);
        BuildRequest request = vertx.request();
        assertThat(String.join(" ", request.image().config().entrypoint().orElseThrow()))
                .isEqualTo(entrypoint);
        Launch launch = new ImageDefaults(vertx.context(), new Module(vertx.context()))
                .launch(request.image().from());
        assertThat(launch.text(List.of("/app/classes"), List.of("io.vertx.core.Launcher")))
                .isEqualTo("-cp\n/app/classes\nio.vertx.core.Launcher\nrun\ndemo.Verticle\n");
        assertThat(vertx.typed("docker-strategy.container.mainClass", "demo.Hello")
                        .request()
                        .image()
                        .config()
                        .entrypoint()
                        .orElseThrow())
                .doesNotContain("demo.Verticle");
    }

    @Test
    void aMainClassThatIsNowhereIsRefused() {
        assertThat(layOut(module().built().typed("docker-strategy.container.mainClass", "demo.Typo")))
                .contains("main-class-not-found");
        assertThat(layOut(module().built().typed("docker-strategy.container.mainClass", Hello.class.getName())))
                .isEmpty();
        assertThat(layOut(module().built()
                        .configuration(
                                "<container><mainClass>demo.Typo</mainClass><entrypoint><arg>/other</arg></entrypoint>"
                                        + "</container>")))
                .isEmpty();
    }

    private TestModule module() {
        return TestModule.in(basedir);
    }

    private static Optional<String> layOut(TestModule module) {
        ImageGoal image = ImageGoal.of(module.mojo());
        try {
            image.layout(image.request()).applicationLayers();
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problems().get(0).id());
        }
    }
}
