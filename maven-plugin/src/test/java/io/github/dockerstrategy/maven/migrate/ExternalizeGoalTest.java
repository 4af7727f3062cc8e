package io.github.dockerstrategy.maven.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.TestModule;
import io.github.dockerstrategy.maven.goal.ImageGoal;
import io.github.dockerstrategy.maven.log.MavenNotation;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code externalize} on modules with a Dockerfile. */
class ExternalizeGoalTest {

    private static final String FILE = """
            FROM maven:3 AS build
            WORKDIR /src
            COPY . .
            RUN mvn -B clean package
            FROM eclipse-temurin:17-jre
            RUN useradd app
            ENV GREETING=hello
            EXPOSE 8080
            COPY --from=build /src/target/*.jar /app.jar
            STOPSIGNAL SIGINT
            USER app
            ENTRYPOINT ["java", "-Xmx1g", "-jar", "/app.jar"]
            """;
    private static final String BUILD = "<build><finalName>shop-1.0</finalName></build>";

    @TempDir
    private Path module;

    private Path result() {
        return module.resolve("target/docker-strategy/externalize");
    }

    private void externalize(TestModule of, String dockerfile) {
        new ExternalizeGoal(of.goal("externalize").context()).run(dockerfile);
    }

    private String externalized(String text) throws IOException {
        Files.writeString(module.resolve("Dockerfile"), text);
        externalize(TestModule.in(module).pom(BUILD), "Dockerfile");
        return Files.readString(result().resolve("Dockerfile"));
    }

    @Test
    void writesFiveFilesAndLeavesTheDockerfileAlone() throws IOException {
        String dockerfile = externalized(FILE);

        assertThat(dockerfile).contains("COPY target/shop-1.0.jar /app.jar").doesNotContain("maven");
        assertThat(Files.readString(module.resolve("Dockerfile"))).isEqualTo(FILE);
        try (Stream<Path> files = Files.list(result())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "Dockerfile", "Dockerfile.dockerignore", "build.sh", "report.md", "snippet.xml");
        }
        assertThat(Files.readString(result().resolve("Dockerfile.dockerignore")))
                .endsWith("*\n!target/shop-1.0.jar\ntarget/docker-strategy/externalize\n");
    }

    @Test
    void theReportHasARowForEachInstruction() throws IOException {
        externalized(FILE);
        String report = Files.readString(result().resolve("report.md"));

        assertThat(report.lines().filter(line -> line.matches("\\| \\d.*"))).hasSize(12);
        assertThat(report)
                .contains(
                        "| 4 | `RUN mvn -B clean package` | in the script | runs on the host |",
                        "- line 10: STOPSIGNAL has no parameter");
    }

    @Test
    void theSnippetIsThisPluginsConfiguration() throws IOException {
        externalized(FILE);

        assertThat(Files.readString(result().resolve("snippet.xml")))
                .startsWith("<!-- Line 10 has no counterpart here: STOPSIGNAL has no parameter -->\n<plugin>\n")
                .contains(
                        "<image>shop:1.0</image>",
                        "<strategy>copy-local</strategy>",
                        "<from>eclipse-temurin:17-jre</from>")
                .contains("<command>useradd app</command>", "<GREETING>hello</GREETING>", "<port>8080</port>")
                .contains("<user>app</user>", "<jvmFlag>-Xmx1g</jvmFlag>");
    }

    @Test
    void theSnippetIsAConfigurationThatThePluginReads() throws IOException {
        externalized(FILE);
        String snippet = Files.readString(result().resolve("snippet.xml"));
        String configuration = snippet.substring(
                snippet.indexOf("<configuration>") + "<configuration>".length(), snippet.indexOf("</configuration>"));

        var image = TestModule.in(module).configuration(configuration).request().image();
        assertThat(image.config().user()).contains("app");
        assertThat(image.config().environment()).containsEntry("GREETING", "hello");
    }

    @Test
    void aRefusalNamesEachLineAndLeavesOnlyTheReport() throws IOException {
        externalized(FILE);
        String refused =
                FILE.replace("clean package", "clean package | tee log").replace("STOPSIGNAL SIGINT", "ONBUILD USER x");

        assertThatThrownBy(() -> externalized(refused))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.text(MavenNotation.INSTANCE))
                                .contains(
                                        "Dockerfile, line 4",
                                        "a pipe",
                                        "Dockerfile, line 10",
                                        "ONBUILD",
                                        "cannot-externalize"));
        try (Stream<Path> files = Files.list(result())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("report.md");
        }
    }

    @Test
    void aModuleWithoutADockerfileIsPassedOver() {
        externalize(TestModule.in(module), "Dockerfile");
        assertThat(result()).doesNotExist();
    }

    @Test
    void refusesANamedDockerfileThatIsNotThereOrItsOwn() throws IOException {
        assertThatThrownBy(() -> externalize(TestModule.in(module), "docker/Dockerfile"))
                .hasMessageContaining("There is no Dockerfile");
        externalized(FILE);
        assertThatThrownBy(() -> externalize(TestModule.in(module), "target/docker-strategy/externalize/Dockerfile"))
                .hasMessageContaining("was written by this goal");
    }

    @Test
    void takesTheTargetAndTheArgumentsOfDocker() throws IOException {
        Files.writeString(
                module.resolve("Dockerfile"),
                "ARG TAG=17\n" + FILE.replace("temurin:17-jre", "temurin:${TAG} AS app")
                        + "FROM app AS debug\nENV DEBUG=1\n");
        externalize(
                TestModule.in(module)
                        .pom(BUILD)
                        .configuration("<docker><target>app</target><buildArgs><TAG>21</TAG></buildArgs></docker>"),
                "Dockerfile");

        assertThat(Files.readString(result().resolve("Dockerfile"))).doesNotContain("DEBUG");
        assertThat(Files.readString(result().resolve("build.sh"))).contains("--build-arg TAG=21");
    }

    @Test
    void refusesAContextWithoutTheModule() throws IOException {
        Files.createDirectories(module.resolve("docker"));
        Files.writeString(module.resolve("Dockerfile"), FILE);
        assertThatThrownBy(() -> externalize(
                        TestModule.in(module).configuration("<docker><context>docker</context></docker>"),
                        "Dockerfile"))
                .hasMessageContaining("does not contain");
    }

    @Test
    void isNotSkippedInAModuleOfPackagingPom() {
        TestModule pom = TestModule.in(module).pom("<packaging>pom</packaging>").goal("externalize");
        assertThat(ImageGoal.of(pom.mojo()).isSkipped()).isFalse();
    }
}
