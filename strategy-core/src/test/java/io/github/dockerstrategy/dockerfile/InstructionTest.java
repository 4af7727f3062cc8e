package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.HealthCheck;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionTest {

    @Test
    void writesOneVariableALine() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("JAVA_TOOL_OPTIONS", "-Xmx1g -Dname=\"x\"");
        variables.put("EMPTY", "");
        variables.put("DOLLAR", "$PATH\\");

        assertThat(new Env(variables).text()).isEqualTo("""
                ENV JAVA_TOOL_OPTIONS="-Xmx1g -Dname=\\"x\\"" \\
                    EMPTY="" \\
                    DOLLAR="\\$PATH\\\\\"""");
    }

    @Test
    void writesLabels() {
        assertThat(Label.of("org.opencontainers.image.title", "Café & co").text())
                .isEqualTo("LABEL org.opencontainers.image.title=\"Café & co\"");
    }

    @Test
    void refusesALineBreakInAVariable() {
        assertThatThrownBy(() -> Env.of("KEY", "one\ntwo"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("""
                        A value with a line break cannot be written in a Dockerfile: 'one\\ntwo'.
                          where: the environment variable KEY
                          fix:   remove the line break, or use a strategy that writes no Dockerfile, such as jib
                          [line-break-in-value]""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "#a", "[a", "-a", "a\"", "a$b", "a\\"})
    void refusesAKeyThatBuildersWouldMisread(String key) {
        assertThatThrownBy(() -> Label.of(key, "value"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be the name of the label");
    }

    @Test
    void joinsTheCommandsOfARun() {
        assertThat(Run.of("apt-get update", "apt-get install -y \\\n  curl \\\n  git", "rm -rf /var/lib/apt/lists/*")
                        .text())
                .isEqualTo("""
                        RUN apt-get update \\
                            && apt-get install -y \\
                                curl \\
                                git \\
                            && rm -rf /var/lib/apt/lists/*""");
    }

    @Test
    void putsEachMountOnALine() {
        Run run = Run.of("make")
                .with(
                        new Mount.Ssh(Optional.empty()),
                        new Mount.Bind(Optional.of("build"), Optional.of("/src"), new ContainerPath("/in")));

        assertThat(run.text()).isEqualTo("""
                RUN --mount=type=ssh,required=true \\
                    --mount=type=bind,from=build,source=/src,target=/in \\
                    make""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\nb",
                "a \\\n# b",
                "a \\",
                "a \\\\",
                "--network=none a",
                "[\"a\"]",
                "cat <<EOF",
                "cat <<-EOF",
                "cat 0<<EOF > x"
            })
    void refusesWhatIsNotOneShellCommand(String command) {
        assertThatThrownBy(() -> Run.of(command))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("cannot be run in a Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[ -f /x ] || exit 1", "echo $((1<<2))", "cat <<< word", "grep '#' x", "echo a\\\\b"})
    void acceptsShellCommandsThatOnlyLookOdd(String command) {
        assertThat(Run.of(command).text()).isEqualTo("RUN " + command);
    }

    @Test
    void refusesAMountThatWouldNeedQuoting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mount.Bind(Optional.empty(), Optional.of("a,b"), new ContainerPath("/in")));
    }

    @Test
    void writesPathsWithBlanksAsAJsonList() {
        assertThat(Copy.of("my app/", "/it's $5/").text()).isEqualTo("COPY [\"my app/\", \"/it\\\\'s \\\\$5/\"]");
        assertThat(Add.of("layer.tar", "/").text()).isEqualTo("ADD layer.tar /");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.jar", "a?", "a[0]", "a\\b"})
    void refusesWildcards(String source) {
        assertThatThrownBy(() -> Copy.of(source, "/")).hasMessageContaining("wildcard");
    }

    @Test
    void refusesSeveralFilesForOneName() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Add(List.of("a.tar", "b.tar"), "/x"));
    }

    @Test
    void refusesToAddWhatNobodyChecks() {
        assertThatIllegalArgumentException().isThrownBy(() -> Add.of("https://example.com/a.jar", "/"));
    }

    @Test
    void quotesAnOddDirectory() {
        assertThat(Workdir.of("/app").text()).isEqualTo("WORKDIR /app");
        assertThat(Workdir.of("/a b/$c\\").text()).isEqualTo("WORKDIR \"/a b/\\$c\\\\\"");
        assertThat(Volume.of("/d \"e\"").text()).isEqualTo("VOLUME [\"/d \\\\\\\"e\\\\\\\"\"]");
    }

    @Test
    void refusesAUserThatIsNone() {
        assertThatThrownBy(() -> new User("a b")).hasMessageContaining("'a b' is not a user");
    }

    @Test
    void writesAHealthCheckWithAllItsTimes() {
        HealthCheck check = new HealthCheck(
                List.of("curl", "-f", "http://localhost:8080/a b"),
                false,
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(Duration.ofMillis(1500)),
                Optional.of(Duration.ofSeconds(90)),
                Optional.of(4));

        assertThat(new Health(check).text()).isEqualTo("""
                HEALTHCHECK --interval=60s --timeout=1500ms --start-period=90s --retries=4 \\
                    CMD ["curl", "-f", "http://localhost:8080/a b"]""");
    }

    @Test
    void writesAHealthCheckOfTheShell() {
        HealthCheck check = new HealthCheck(
                List.of("curl -f http://localhost || exit 1"),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(new Health(check).text()).isEqualTo("HEALTHCHECK CMD curl -f http://localhost || exit 1");
    }

    @Test
    void writesExecListsAsJson() {
        assertThat(Entrypoint.of("java", "-Dé=\"x\\y\"", "two\nlines").text())
                .isEqualTo("ENTRYPOINT [\"java\", \"-Dé=\\\"x\\\\y\\\"\", \"two\\nlines\"]");
        assertThat(Cmd.of().text()).isEqualTo("CMD []");
    }

    @Test
    void prefixesEachLineOfAComment() {
        assertThat(new Comment("one\n\ntwo").text()).isEqualTo("# one\n#\n# two");
    }
}
