package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.process.ProcessResult;
import io.github.dockerstrategy.process.Programs;
import io.github.dockerstrategy.testing.Folder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigFileTest {

    private static final String HOST = "reg.example.com:5000";
    private static final String AUTH =
            Base64.getEncoder().encodeToString("ann:open:sesame".getBytes(StandardCharsets.UTF_8));
    private static final Credentials LOGIN = new Credentials("ann", "open:sesame");

    private static final Programs NONE = (command, output) -> {
        throw new ProblemException(Problem.ofEnvironment("program-not-found", "Cannot run it.", "", ""));
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                HOST,
                "http://" + HOST,
                "https://" + HOST,
                "https://" + HOST + "/",
                "http://" + HOST + "/v2/",
                HOST + "/team",
                HOST + "/team/app"
            })
    void findsALoginUnderEveryKeyThatNamesTheRegistry(String key) {
        assertThat(find("{\"auths\":{\"" + key + "\":{\"auth\":\"" + AUTH + "\"}}}", NONE)
                        .login())
                .contains(LOGIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reg.example.com", HOST + "0", HOST + "/other", "x" + HOST, "http://evil/" + HOST})
    void takesNoLoginOfAnotherRegistry(String key) {
        assertThat(find("{\"auths\":{\"" + key + "\":{\"auth\":\"" + AUTH + "\"}}}", NONE)
                        .login())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"auths\":null}",
                "{\"auths\":{}}",
                "{\"auths\":{\"" + HOST + "\":null}}",
                "{\"auths\":{\"" + HOST + "\":{}}}",
                "{\"auths\":{\"" + HOST + "\":{\"auth\":null}}}",
                "{\"auths\":{\"" + HOST + "\":{\"auth\":\"\"}}}",
                "{\"auths\":[]}",
                "{\"credsStore\":\"\",\"credHelpers\":null}"
            })
    void takesAnEmptyEntryForNone(String config) {
        CredentialLookup found = find(config, NONE);
        assertThat(found.login()).isEmpty();
        assertThat(found.failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "bm9jb2xvbg==", "OnA="})
    void namesAnEntryThatCannotBeRead(String auth) {
        CredentialLookup found = find("{\"auths\":{\"" + HOST + "\":{\"auth\":\"" + auth + "\"}}}", NONE);
        assertThat(found.login()).isEmpty();
        assertThat(found.failure()).contains("'" + HOST + "'", "base64").doesNotContain(auth);
    }

    @Test
    void namesAFileThatIsNotJson() {
        assertThat(find("no json", NONE).failure()).contains("config.json", "no JSON");
    }

    @Test
    void namesAHelperThatIsMissing() {
        CredentialLookup found = find("{\"auths\":{\"" + HOST + "\":{}},\"credsStore\":\"desktop\"}", NONE);
        assertThat(found.failure()).contains("docker-credential-desktop", "cannot be run", "config.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "hello s3cret", "{\"Username\":\"ann\"}"})
    void namesAHelperThatAnswersNothing(String answer) {
        CredentialLookup found =
                find("{\"credHelpers\":{\"" + HOST + "\":\"quiet\"}}", (command, output) -> said(0, answer));
        assertThat(found.login()).isEmpty();
        assertThat(found.failure())
                .contains("docker-credential-quiet", "nothing")
                .doesNotContain("s3cret");
    }

    @Test
    void namesAHelperThatHangs() {
        CredentialLookup found = new CredentialHelper(
                        "docker-credential-hangs",
                        "config.json",
                        (command, output) -> {
                            Thread.sleep(60_000);
                            return said(0, "");
                        },
                        Duration.ofMillis(50))
                .get(HOST);
        assertThat(found.failure()).contains("docker-credential-hangs", "did not answer");
    }

    @Test
    void believesAHelperThatKnowsNothing() {
        CredentialLookup found = find(
                "{\"credsStore\":\"pass\"}", (command, output) -> said(1, "credentials not found in native keychain"));
        assertThat(found.login()).isEmpty();
        assertThat(found.failure()).isEmpty();
    }

    @Test
    void usesTheEntryWhereTheHelperFails() {
        String config = "{\"auths\":{\"" + HOST + "\":{\"auth\":\"" + AUTH + "\"}},\"credsStore\":\"desktop\"}";
        assertThat(find(config, NONE).login()).contains(LOGIN);
    }

    @Test
    void asksTheHelperOfTheHostFirst() {
        CredentialLookup found = find(
                "{\"credHelpers\":{\"https://" + HOST + "\":\"mine\"},\"credsStore\":\"others\"}",
                (command, output) -> command.program().equals("docker-credential-mine")
                        ? said(0, "{\"Username\":\"ann\",\"Secret\":\"open:sesame\"}")
                        : said(1, "wrong helper"));
        assertThat(found.login()).contains(LOGIN);
        assertThat(found.source()).contains("docker-credential-mine", "config.json");
    }

    private static ProcessResult said(int exitCode, String text) {
        return new ProcessResult(exitCode, text.isEmpty() ? List.of() : List.of(text), List.of());
    }

    private CredentialLookup find(String config, Programs programs) {
        Path file = new Folder(folder).file("config.json", config);
        return DockerConfigFile.in(file, programs).find(List.of(HOST), "team/app");
    }
}
