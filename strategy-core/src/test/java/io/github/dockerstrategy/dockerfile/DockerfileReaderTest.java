package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reads what others write, and what this library writes. */
class DockerfileReaderTest {

    private static final Path PLANS = Path.of("src", "test", "resources", "golden");
    private static final String MARGIN = "     |";

    private static ParsedInstruction only(String text) {
        List<ParsedInstruction> all = ParsedDockerfile.read(text).instructions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @TestFactory
    Stream<DynamicTest> nothingIsLostOfAWrittenFile() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PLANS)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = dockerfile(Files.readString(file));
                if (text.contains("FROM ")) {
                    tests.add(DynamicTest.dynamicTest(PLANS.relativize(file).toString(), () -> checkWritten(text)));
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests.stream();
    }

    /** The Dockerfile of a plan's text, or the text itself. */
    private static String dockerfile(String golden) {
        if (!golden.contains(MARGIN)) {
            return golden.lines().anyMatch(line -> line.startsWith("FROM ")) ? golden : "";
        }
        StringBuilder text = new StringBuilder();
        golden.lines()
                .filter(line -> line.startsWith(MARGIN))
                .forEach(line -> text.append(line.substring(MARGIN.length()).replaceFirst("^ ", ""))
                        .append('\n'));
        return text.toString();
    }

    private static void checkWritten(String text) {
        ParsedDockerfile read = ParsedDockerfile.read(text);
        assertThat(read.text()).isEqualTo(text);
        assertThat(ParsedDockerfile.read(read.text())).isEqualTo(read);
        assertThat(read.stages())
                .isNotEmpty()
                .allSatisfy(stage -> assertThat(stage.base()).isNotEmpty());
        assertThat(read.instructions())
                .allSatisfy(
                        instruction -> assertThat(instruction.keyword())
                                .matches(
                                        "FROM|ARG|RUN|COPY|ADD|ENV|LABEL|USER|EXPOSE|WORKDIR|VOLUME|CMD|ENTRYPOINT|HEALTHCHECK"));
    }

    @Test
    void valuesAreReadAsTheyWereWritten() {
        Map<String, String> values = new LinkedHashMap<>();
        for (String value : OddValues.of(300)) {
            values.put("KEY_" + values.size(), value);
        }
        ParsedInstruction env = only(new Env(values).text());
        Map<String, String> read = new LinkedHashMap<>();
        env.pairs().forEach((key, value) -> {
            Substitution substituted = Substitution.of(value, Map.of(), '\\');
            assertThat(substituted.isComplete()).isTrue();
            read.put(key, substituted.text());
        });
        assertThat(read).isEqualTo(values);
    }

    @Test
    void listsAreReadAsTheyWereWritten() {
        List<String> words = OddValues.of(200);
        assertThat(only(new Cmd(words).text()).list()).contains(words);
    }

    @Test
    void pathsAreReadAsTheyWereWritten() {
        ParsedInstruction copy = only(Copy.from("build", "/a b/$c", "/x/").text());
        assertThat(copy.flag("from")).contains("build");
        assertThat(copy.sources().stream()
                        .map(source -> Substitution.of(source, Map.of(), '\\').text()))
                .containsExactly("/a b/$c");
        assertThat(copy.destination()).isEqualTo("/x/");
    }

    @Test
    void tellsStagesTheirBasesNamesAndPlatforms() {
        ParsedDockerfile file = ParsedDockerfile.read("""
                ARG TAG=21
                FROM --platform=$BUILDPLATFORM maven:3 as Build
                RUN mvn package
                from eclipse-temurin:${TAG}
                COPY --from=build /x /y
                """);
        assertThat(file.global()).hasSize(1);
        assertThat(file.stages()).hasSize(2);
        assertThat(file.stages().get(0).name()).contains("build");
        assertThat(file.stages().get(0).platform()).contains("$BUILDPLATFORM");
        assertThat(file.stages().get(1).base()).isEqualTo("eclipse-temurin:${TAG}");
        assertThat(file.stages().get(1).label()).isEqualTo("1");
        assertThat(ParsedDockerfile.find(file.stages(), "BUILD", 1))
                .contains(file.stages().get(0));
        assertThat(ParsedDockerfile.find(file.stages(), "0", 1))
                .contains(file.stages().get(0));
        assertThat(ParsedDockerfile.find(file.stages(), "1", 1)).isEmpty();
    }

    @Test
    void joinsLinesThatContinueAndKeepsTheirNumbers() {
        ParsedDockerfile file = ParsedDockerfile.read("# a\n\nFROM x\nRUN a && \\\n    b \\  \n  && c\nCMD d\n");
        ParsedInstruction run = file.instructions().get(1);
        assertThat(run.arguments()).isEqualTo("a &&     b   && c");
        assertThat(run.first()).isEqualTo(4);
        assertThat(run.last()).isEqualTo(6);
        assertThat(file.instructions().get(2).first()).isEqualTo(7);
    }

    @Test
    void dropsCommentsAndEmptyLinesBetweenLinesThatContinue() {
        ParsedInstruction run = only("RUN a \\\n  # it's a comment\n\n#another\\\n  && b\n");
        assertThat(run.arguments()).isEqualTo("a   && b");
        assertThat(run.last()).isEqualTo(5);
    }

    @Test
    void keepsANumberSignThatBeginsNoLine() {
        assertThat(only("RUN a # b \\\n c").arguments()).isEqualTo("a # b  c");
    }

    @Test
    void doesNotContinueAfterTwoBackslashes() {
        assertThat(ParsedDockerfile.read("RUN a \\\\\nRUN b").instructions()).hasSize(2);
    }

    @Test
    void readsToTheEndWhereTheLastLineContinues() {
        assertThat(only("RUN a \\\n").arguments()).isEqualTo("a");
    }

    @Test
    void escapesWithABacktickWhereTheDirectiveSaysSo() {
        ParsedDockerfile file =
                ParsedDockerfile.read("# escape=`\nFROM x\nRUN dir c:\\ `\n  && b\nCOPY a c:\\\nCMD c\n");
        assertThat(file.directives()).containsEntry("escape", "`");
        assertThat(file.instructions()).hasSize(4);
        assertThat(file.instructions().get(2).destination()).isEqualTo("c:\\");
    }

    @Test
    void readsDirectivesAtTheTopOnly() {
        assertThat(ParsedDockerfile.read("# syntax=docker/dockerfile:1\n# Escape = `\nFROM x")
                        .directives())
                .containsEntry("syntax", "docker/dockerfile:1")
                .containsEntry("escape", "`");
        assertThat(ParsedDockerfile.read("# words\n# escape=`\nFROM x").directives())
                .isEmpty();
        assertThat(ParsedDockerfile.read("\n# escape=`\nFROM x").directives()).isEmpty();
        assertThat(ParsedDockerfile.read("# other=1\n# escape=`\nFROM x").directives())
                .isEmpty();
    }

    @Test
    void readsFlags() {
        ParsedInstruction run =
                only("RUN --mount=type=cache,target=/m2 --mount=type=secret,id=s \\\n --network=none mvn package");
        assertThat(run.flags("mount")).containsExactly("type=cache,target=/m2", "type=secret,id=s");
        assertThat(run.flag("network")).contains("none");
        assertThat(run.arguments()).isEqualTo("mvn package");
        assertThat(only("COPY --link --chown=1:2 a b").flags()).containsExactly("link", "chown=1:2");
        assertThat(only("RUN mvn --version").flags()).isEmpty();
    }

    @Test
    void tellsAListFromAShellCommand() {
        assertThat(only("CMD [\"a\", \"b c\"]").list()).contains(List.of("a", "b c"));
        assertThat(only("CMD [ ]").list()).contains(List.of());
        assertThat(only("CMD ['a', 'b']").list()).isEmpty();
        assertThat(only("RUN [\"a\"] && b").list()).isEmpty();
        assertThat(only("RUN [ -f x ] && b").list()).isEmpty();
        assertThat(only("COPY [\"a b\", \"/c d/\"]").sources()).containsExactly("a b");
        assertThat(only("LABEL [\"a\"]").list()).isEmpty();
    }

    @Test
    void readsHeredocs() {
        ParsedDockerfile file = ParsedDockerfile.read("""
                FROM x
                RUN <<EOF
                mvn package
                FROM y
                EOF
                COPY <<-"END" <<two /etc/
                \tone $A
                \tEND
                2
                two
                USER 1
                """);
        ParsedInstruction run = file.instructions().get(1);
        assertThat(run.heredocs()).containsExactly(new Heredoc("EOF", true, false, "mvn package\nFROM y\n"));
        assertThat(run.last()).isEqualTo(5);
        ParsedInstruction copy = file.instructions().get(2);
        assertThat(copy.heredocs())
                .containsExactly(new Heredoc("END", false, true, "one $A\n"), new Heredoc("two", true, false, "2\n"));
        assertThat(copy.sources()).isEmpty();
        assertThat(file.instructions().get(3).is("USER")).isTrue();
        assertThat(file.stages()).hasSize(1);
    }

    @Test
    void takesNoOtherUseOfAngleBracketsForAHeredoc() {
        assertThat(ParsedDockerfile.read("RUN cat <<<word\nUSER 1").instructions())
                .hasSize(2);
        assertThat(ParsedDockerfile.read("RUN echo $((1<<2))\nUSER 1").instructions())
                .hasSize(2);
        assertThat(ParsedDockerfile.read("RUN echo 'a <<b'\nUSER 1").instructions())
                .hasSize(2);
        assertThat(ParsedDockerfile.read("ENV A=<<b\nUSER 1").instructions()).hasSize(2);
    }

    @Test
    void readsBothFormsOfEnv() {
        assertThat(only("ENV A some words").pairs()).containsExactly(Map.entry("A", "some words"));
        assertThat(only("ENV A=\"b c\" D=e\\ f G=").pairs())
                .containsExactly(Map.entry("A", "\"b c\""), Map.entry("D", "e\\ f"), Map.entry("G", ""));
    }

    @Test
    void readsSeveralArgumentsInOneInstruction() {
        assertThat(only("ARG A B=1 C=\"x y\"").declarations())
                .containsExactly(
                        Map.entry("A", Optional.empty()),
                        Map.entry("B", Optional.of("1")),
                        Map.entry("C", Optional.of("\"x y\"")));
    }

    @Test
    void readsFilesOfOtherSystems() {
        String text = "\ufeffFROM x\r\nRUN a \\\r\n  && b\r\nCMD c";
        ParsedDockerfile file = ParsedDockerfile.read(text);
        assertThat(file.instructions()).extracting(ParsedInstruction::keyword).containsExactly("FROM", "RUN", "CMD");
        assertThat(file.instructions().get(1).arguments()).isEqualTo("a   && b");
        assertThat(file.text()).isEqualTo(text);
    }

    @Test
    void readsAnEmptyFileAndAKeywordAlone() {
        assertThat(ParsedDockerfile.read("").instructions()).isEmpty();
        assertThat(ParsedDockerfile.read("FROM\n").stages().get(0).base()).isEmpty();
        assertThat(only("\\\n").keyword()).isEmpty();
    }

    @Test
    void tenThousandLinesAreReadInUnderASecond() {
        StringBuilder text = new StringBuilder("FROM x\n");
        for (int i = 0; i < 2_500; i++) {
            text.append("RUN --mount=type=cache,target=/m a && \\\n  # it's\n  b \\\n  && c\n");
        }
        ParsedDockerfile file =
                assertTimeoutPreemptively(Duration.ofSeconds(1), () -> ParsedDockerfile.read(text.toString()));
        assertThat(file.instructions()).hasSize(2_501);
        String oneLine = "FROM x\nRUN a" + " \\\n  && b".repeat(10_000) + "\n";
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(1), () -> ParsedDockerfile.read(oneLine))
                        .instructions())
                .hasSize(2);
    }
}
