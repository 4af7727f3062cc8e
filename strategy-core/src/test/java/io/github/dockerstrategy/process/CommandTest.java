package io.github.dockerstrategy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {

    private static final Path HERE = Path.of("").toAbsolutePath();

    @Test
    void showsNeitherEnvironmentNorInput() {
        Command command = Command.of(HERE, List.of("docker", "login", "--password-stdin"))
                .withEnvironment(Map.of("TOKEN", "s3cret"))
                .withInput("pa55word");
        assertThat(command.line()).isEqualTo("docker login --password-stdin");
        assertThat(command.toString()).doesNotContain("s3cret", "pa55word").contains("docker login");
        assertThat(command.environment()).containsEntry("TOKEN", "s3cret");
        assertThat(command.input()).contains("pa55word");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "plain-1.0/x:y=z@w, plain-1.0/x:y=z@w",
                "two words, 'two words'",
                "it's, `'it'\\''s'`",
                "$HOME, '$HOME'",
                "``, ''",
                "a*b, 'a*b'",
            })
    void quotesWhatAShellWouldRead(String argument, String quoted) {
        assertThat(Command.of(HERE, List.of("echo", argument)).line()).isEqualTo("echo " + quoted);
    }

    @Test
    void needsAProgram() {
        assertThatThrownBy(() -> Command.of(HERE, List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
