package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.process.Command;
import io.github.dockerstrategy.process.HostPrograms;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.testing.Compiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {

    private static final List<String> ODD = List.of(
            "plain",
            "two words",
            "",
            " blanks around ",
            "double \" quote",
            "single ' quote",
            "back\\slash and C:\\new\\table",
            "\\",
            "\"",
            "#no comment",
            "a # b",
            "tab\there",
            "line\nbreak",
            "carriage\rreturn",
            "form\ffeed",
            "$HOME `id` *",
            "@file",
            "grüße 世界 🚀");

    /** Prints its flags and arguments so that no line and no encoding can hide anything. */
    private static final String ECHO = """
            import java.nio.charset.StandardCharsets;
            import java.util.Base64;
            public class Echo {
                public static void main(String[] args) {
                    for (int i = 0; System.getProperty("flag" + i) != null; i++) {
                        print(System.getProperty("flag" + i));
                    }
                    for (String argument : args) {
                        print(argument);
                    }
                }
                private static void print(String text) {
                    System.out.println("[" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "]");
                }
            }
            """;

    @TempDir
    private Path root;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "images are for Linux, whose launcher reads UTF-8")
    void theJvmReadsFlagsAndArgumentsAsTheyWereWritten() throws Exception {
        Path classes = Compiler.compile(root.resolve("some classes # 1"), Map.of("Echo", ECHO));
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < ODD.size(); i++) {
            flags.add("-Dflag" + i + "=" + ODD.get(i));
        }
        List<String> start = new ArrayList<>(List.of("Echo"));
        start.addAll(ODD);
        String text = new Launch(new ContainerPath("/app"), flags, true).text(List.of(classes.toString()), start);
        Path file = Files.writeString(root.resolve("launch.args"), text);

        List<String> expected = new ArrayList<>(ODD);
        expected.addAll(ODD);
        assertThat(run("@" + file)).containsExactlyElementsOf(expected);
    }

    @Test
    void writesOneArgumentALine() {
        Launch launch = new Launch(new ContainerPath("/app"), List.of("-Xmx64m"), true);
        assertThat(launch.text(List.of("/app/classes", "/app/libs/a.jar"), List.of("demo.Main")))
                .isEqualTo("""
                -Xmx64m
                -cp
                /app/classes:/app/libs/a.jar
                demo.Main
                """);
    }

    @Test
    void theEntrypointIsTheSameWhateverIsStarted() {
        assertThat(new Launch(new ContainerPath("/srv"), List.of("-Xmx64m"), true).entrypoint())
                .containsExactly("java", "@/srv/launch.args");
    }

    private List<String> run(String argument) throws InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessResult outcome = new HostPrograms()
                .run(Command.of(root, List.of(java, argument)).withEnvironment(Map.of("LC_ALL", "C.UTF-8")));
        assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
        return outcome.output().stream()
                .map(line -> Base64.getDecoder().decode(line.substring(1, line.length() - 1)))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void extraEntriesComeBeforeTheClassPath() {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true)
                .withExtraClassPath(List.of("/opt/ext/*", "/etc/app"));

        assertThat(launch.text(List.of("/app/classes"), List.of("demo.Main")))
                .isEqualTo("-cp\n/opt/ext/*:/etc/app:/app/classes\ndemo.Main\n");
        assertThat(launch.text(new ModuleStart(List.of("/app/classes"), List.of(), List.of(), "demo/demo.Main")))
                .contains("/opt/ext/*:/etc/app", "ALL-DEFAULT");
    }

    @Test
    void onJava8ExtraEntriesAreUrlsOfTheManifest() {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), false)
                .withExtraClassPath(List.of("/opt/a b.jar", "/etc/app"));

        Entry entry = launch.entry(
                List.of(new ContainerPath("/app/classes")),
                Set.of(new ContainerPath("/app/classes")),
                "demo.Main",
                Instant.EPOCH);

        assertThat(entry.content()).asString().contains("Class-Path: file:/opt/a%20b.jar file:/etc/app/ classes/");
    }

    @Test
    void whatHasNoPlaceForExtraEntriesRefusesThem() {
        Launch launch =
                new Launch(new ContainerPath("/app"), List.of(), false).withExtraClassPath(List.of("/opt/ext/*"));

        refusalOf(() -> launch.textOfJar(new ContainerPath("/app/quarkus-run.jar")))
                .hasId("extra-class-path-unused");
        refusalOf(() -> launch.entry(List.of(), Set.of(), "demo.Main", Instant.EPOCH))
                .hasId("bad-class-path-entry");
    }
}
