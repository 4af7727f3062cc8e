package io.github.dockerstrategy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.HelloImage;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.dockerstrategy.engine.assembly.ArchivedImage;
import io.github.dockerstrategy.log.LogSink;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuildResult;
import io.github.dockerstrategy.testing.Compiler;
import io.github.dockerstrategy.testing.Documents;
import io.github.dockerstrategy.testing.Jars;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JavaImageTest {

    private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "HelloImage.java");

    /** Shared, so that the runtime is linked once. */
    @TempDir
    private static Path cache = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path classes = Path.of("");

    @BeforeEach
    void compile() {
        classes = Compiler.compile(
                folder.resolve("classes"),
                Map.of("hello.Hello", "package hello; class Hello { public static void main(String[] args) {} }"),
                List.of("--release", "17"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theExampleBuildsAnImageWithoutDockerAndWithoutANetwork() {
        Path target = folder.resolve("target");
        String output = printed(() -> HelloImage.main(new String[] {classes.toString(), target.toString()}));
        ArchivedImage image = ArchivedImage.read(target.resolve("image.tar"));
        JsonNode config = image.config().path("config");
        assertThat(config.path("Entrypoint")).map(JsonNode::asText).containsExactly("java", "@/app/launch.args");
        assertThat(config.path("Env")).map(JsonNode::asText).contains("GREETING=Hello");
        assertThat(config.path("User").asText()).isEqualTo("65532:65532");
        assertThat(config.path("ExposedPorts").fieldNames()).toIterable().containsExactly("8080/tcp");
        String files = String.join("", image.layers());
        assertThat(files)
                .contains("/bin/java ")
                .contains("app/launch.args '-cp|/app/classes|hello.Hello|'")
                .contains("app/classes/hello/Hello.class ");
        assertThat(output)
                .contains("[2/2] Assemble", "Built registry.example.com/team/hello:1.0  sha256:")
                .containsPattern("\nsha256:[0-9a-f]{64}\n$");
    }

    @Test
    void theLibraryPageShowsTheExample() throws IOException {
        Documents.assertHolds("library.md", "HelloImage.java", Files.readString(EXAMPLE));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void dependenciesGoIntoLayersByTheirNames() {
        Path release = jar("tools-1.0.jar");
        Path snapshot = jar("tools-2.0-SNAPSHOT.jar");
        BuildResult result =
                image().dependencies(List.of(release, snapshot)).label("a", "b").build();
        assertThat(result.layers())
                .map(BuildResult.LayerResult::name)
                .hasSize(6)
                .anyMatch(name -> name.startsWith("dependencies-"))
                .contains("snapshot-dependencies", "launch", "classes");
        assertThat(result.file()).contains(folder.resolve("target/image.tar").toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theSameImageIsNotBuiltAgain() {
        BuildResult first = image().build();
        String output = printed(() -> image().build(LogSink.of(System.out)));
        assertThat(output).contains("Up to date: ", first.imageDigest().substring(0, 15));
    }

    @Test
    void problemsAreReportedTogether() {
        assertThatThrownBy(() -> JavaImage.named("Hello World")
                        .from("jlink")
                        .classes(classes)
                        .port("none")
                        .user("a b")
                        .platform("amd64")
                        .build())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems())
                                .map(Problem::id)
                                .containsExactlyInAnyOrder("bad-port", "bad-user", "bad-image-name", "bad-platform"));
    }

    @Test
    void refusesAStrategyThatCompilesInAContainer() {
        assertThatThrownBy(() -> image().strategy("multi-stage").build())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'multi-stage' compiles the application in a container")
                .hasMessageContaining("takes compiled classes: jib, copy-local");
    }

    @Test
    void refusesABaseWithoutJava() {
        assertThatThrownBy(() -> image().from("scratch").build())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("starts 'java'");
    }

    @Test
    void refusesAMainClassThatIsNotThere() {
        assertThatThrownBy(() -> image().mainClass("hello.Helo").build())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("hello.Hello");
    }

    private JavaImage image() {
        return JavaImage.named("hello:1.0")
                .from("jlink")
                .classes(classes)
                .folder(folder.resolve("target"))
                .cache(cache);
    }

    private Path jar(String name) {
        return Jars.jar().member("a.txt").write(folder.resolve(name));
    }

    private static String printed(Runnable work) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
