package io.github.dockerstrategy.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionTest {

    private static final List<String> STRATEGIES =
            List.of("jib", "copy-local", "multi-stage", "builder-pattern", "builder-jib");

    @ParameterizedTest
    @CsvSource({
        "jibb, jib",
        "JIB, jib",
        "copylocal, copy-local",
        "multistage, multi-stage",
        "mutli-stage, multi-stage",
        "bilder-pattern, builder-pattern",
        "builderJib, builder-jib",
    })
    void guessesWhatWasMeant(String written, String meant) {
        assertThat(Suggestion.nearest(written, STRATEGIES)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaniko", "docker-compose", "buildpacks"})
    void guessesNothingFromAnotherWord(String written) {
        assertThat(Suggestion.nearest(written, STRATEGIES)).isEmpty();
    }

    @Test
    void namesTheGuessAndThenAllValidValues() {
        assertThat(Suggestion.among("tra", List.of("tar", "oci"))).isEqualTo("did you mean 'tar'? valid are: tar, oci");
    }

    @Test
    void namesAllValidValuesIfItCannotGuess() {
        assertThat(Suggestion.among("somewhere", List.of("tar", "oci"))).isEqualTo("valid are: tar, oci");
    }
}
