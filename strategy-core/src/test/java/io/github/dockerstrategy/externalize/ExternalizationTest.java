package io.github.dockerstrategy.externalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.dockerfile.ParsedDockerfile;
import io.github.dockerstrategy.externalize.ExternalizeInput.Host;
import io.github.dockerstrategy.externalize.LineFate.Fate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link ShapesTest} does not look at: the ignore file, the warnings, the settings. */
class ExternalizationTest {

    private static final String FILE = """
            # Builds and runs the shop.
            ARG TAG=17-jre
            FROM maven:3.9-eclipse-temurin-21 AS build
            WORKDIR /src
            # The sources.
            COPY . .
            RUN --mount=type=secret,id=settings mvn -s /run/secrets/settings clean package

            # The image.
            FROM eclipse-temurin:${TAG}
            RUN useradd app && chown -R app /opt
            ENV GREETING="hello, world" EMPTY=
            EXPOSE 8080 53/udp
            COPY docker/start.sh /opt/
            COPY docker /etc/shop
            COPY --from=build /src/target/shop-1.0.jar /opt/app.jar
            HEALTHCHECK --interval=5s --start-period=1m --retries=2 CMD ["curl", "localhost"]
            VOLUME /data
            LABEL team=shop
            USER app
            WORKDIR /opt
            CMD java -Xmx1g -jar app.jar --port 8080
            """;

    private final Externalization result = Externalization.of(ShapesTest.input(FILE));

    @Test
    void leavesTheRestOfTheDockerfileAsItWas() {
        assertThat(result.dockerfile())
                .startsWith(
                        "# Builds and runs the shop.\nARG TAG=17-jre\n\n# The image.\nFROM eclipse-temurin:${TAG}\nRUN useradd app && chown -R app /opt\n")
                .contains("\nCOPY target/shop-1.0.jar /opt/app.jar\n")
                .endsWith("WORKDIR /opt\nCMD java -Xmx1g -jar app.jar --port 8080\n");
    }

    @Test
    void letsOnlyWhatIsCopiedIntoTheContext() {
        assertThat(result.ignore().lines().skip(1))
                .containsExactly(
                        "*",
                        "!docker",
                        "!docker/start.sh",
                        "!target/shop-1.0.jar",
                        "target/docker-strategy/externalize");
    }

    @Test
    void ignoresWhatWasIgnoredOfTheSources() {
        ExternalizeInput input = ShapesTest.input(FILE);
        Externalization ignoring = Externalization.of(new ExternalizeInput(
                input.file(),
                input.target(),
                input.buildArgs(),
                input.tree(),
                "target\n\ndocker/secret\n",
                input.folder(),
                input.image(),
                input.host()));
        assertThat(ignoring.ignore().lines().skip(1))
                .containsExactly(
                        "*",
                        "!docker",
                        "!docker/start.sh",
                        "target",
                        "docker/secret",
                        "!target/shop-1.0.jar",
                        "target/docker-strategy/externalize");
    }

    @Test
    void warnsWithLineAndReason() {
        assertThat(result.warnings())
                .extracting(finding -> finding.line() + " " + finding.reason().replaceFirst("[:.,(].*", ""))
                .containsExactly(
                        "3 The build stage has Java 21 ",
                        "7 The build stage has a secret mounted ",
                        "7 -s /run/secrets/settings is left out",
                        "10 The image 'eclipse-temurin",
                        "11 A recursive chown or chmod stores every file again",
                        "22 The start command runs in a shell");
    }

    @Test
    void keepsItsOwnFolderWhereTheBuildCleans() {
        assertThat(result.script()).contains("cp -R \"$folder/.\" \"$kept\"", "mvn clean package");
    }

    @Test
    void tellsTheImageAsParameters() {
        assertThat(result.settings())
                .extracting(setting -> setting.parameter() + " " + setting.item() + " " + setting.values())
                .containsExactly(
                        "from  {=eclipse-temurin:17-jre}",
                        "run command {=useradd app && chown -R app /opt}",
                        "container.environment GREETING {=hello, world}",
                        "container.environment EMPTY {=}",
                        "container.ports port {=8080}",
                        "container.ports port {=53/udp}",
                        "files file {from=docker/start.sh, into=/opt/start.sh}",
                        "extraDirectories.paths path {from=docker, into=/etc/shop}",
                        "container.healthCheck.command arg {=curl}",
                        "container.healthCheck.command arg {=localhost}",
                        "container.healthCheck.interval  {=5s}",
                        "container.healthCheck.retries  {=2}",
                        "container.healthCheck.startPeriod  {=1m}",
                        "container.volumes volume {=/data}",
                        "container.labels team {=shop}",
                        "container.user  {=app}",
                        "container.workingDirectory  {=/opt}",
                        "container.jvmFlags jvmFlag {=-Xmx1g}",
                        "container.args arg {=--port}",
                        "container.args arg {=8080}");
        assertThat(result.untold()).isEmpty();
    }

    @Test
    void saysWhichLinesNoParameterExpresses() {
        Externalization odd = Externalization.of(ShapesTest.input("""
                FROM maven:3 AS build
                COPY . /w
                RUN cd /w && mvn package
                FROM eclipse-temurin:17
                COPY --from=build /w/target/shop-1.0.jar /app.jar
                STOPSIGNAL SIGINT
                ENTRYPOINT ["sh", "-c", "java $JAVA_OPTS -jar /app.jar"]
                """));
        assertThat(odd.untold()).containsOnlyKeys(6, 7);
    }

    @Test
    void passesGivenBuildArgumentsOn() {
        Externalization given = Externalization.of(new ExternalizeInput(
                ParsedDockerfile.read(FILE),
                Optional.empty(),
                Map.of("TAG", "21-jre", "OTHER", "x"),
                ShapesTest.input("").tree(),
                "",
                "target/docker-strategy/externalize",
                "shop",
                new Host(true, 21)));
        assertThat(given.script()).contains(" --build-arg TAG=21-jre -t shop ");
        assertThat(given.settings()).contains(Setting.of("from", "eclipse-temurin:21-jre"));
    }

    @Test
    void turnsTheTargetOver() {
        ExternalizeInput input = ShapesTest.input("""
                FROM maven:3 AS build
                COPY . /w
                RUN cd /w && mvn package
                FROM eclipse-temurin:17 AS first
                COPY --from=build /w/target/shop-1.0.jar /first.jar
                FROM eclipse-temurin:17 AS second
                COPY --from=build /w/target/shop-1.0.jar /second.jar
                """);
        Externalization first = Externalization.of(new ExternalizeInput(
                input.file(), Optional.of("first"), Map.of(), input.tree(), "", input.folder(), "shop", input.host()));
        assertThat(first.dockerfile()).contains("/first.jar").doesNotContain("/second.jar");
        assertThat(first.fates().get(5).fate()).isEqualTo(Fate.UNUSED);
        Externalization none = Externalization.of(new ExternalizeInput(
                input.file(), Optional.of("third"), Map.of(), input.tree(), "", input.folder(), "shop", input.host()));
        assertThat(none.refusals()).extracting(Finding::reason).containsExactly("There is no stage 'third'.");
    }

    @Test
    void refusesANativeResultWhereTheHostIsNotLinux() {
        String file = """
                FROM maven:3 AS build
                COPY . /w
                WORKDIR /w
                RUN mvn -Pnative package
                FROM debian:12
                COPY --from=build /w/target/shop-1.0.jar /shop
                """;
        ExternalizeInput input = ShapesTest.input(file);
        Externalization elsewhere = Externalization.of(new ExternalizeInput(
                input.file(), input.target(), Map.of(), input.tree(), "", input.folder(), "shop", new Host(false, 17)));
        assertThat(elsewhere.refusals()).extracting(Finding::line).isEqualTo(List.of(4));
        assertThat(Externalization.of(input).refusals()).isEmpty();
    }

    @Test
    void splitsCommandsOfAShell() {
        assertThat(ShellCommand.parse("A=1 mvn -q 'a && b' && (cd x; y) ; z | w"))
                .extracting(command -> command + " " + command.plain())
                .containsExactly(
                        "A=1 mvn -q 'a && b' true", "( true", "cd x true", "y true", ") true", "z false", "w false");
        assertThat(ShellCommand.parse("mvn -Dx=$(date) package").get(0).plain()).isFalse();
        assertThat(ShellCommand.parse("mvn \"-Dx=`date`\"").get(0).plain()).isFalse();
        assertThat(ShellCommand.parse("echo a > b").get(0).plain()).isFalse();
    }
}
