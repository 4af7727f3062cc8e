package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables are replaced as builders do it. */
class SubstitutionTest {

    private static final Map<String, String> VALUES = Map.of("A", "1", "E", "", "P", "/x");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "$A; 1",
                "a${A}b; a1b",
                "$P/y; /x/y",
                "${B:-2}; 2",
                "${A:-2}; 1",
                "${E:-2}; 2",
                "${E-2}; ~~",
                "${B-2}; 2",
                "${A:+3}; 3",
                "${E:+3}; ~~",
                "${E+3}; 3",
                "${B:+3}; ~~",
                "${B:-$A}; 1",
                "${B:-${A}x}; 1x",
                "\\$A; $A",
                "'$A'; $A",
                "\"$A\"; 1",
                "\"a\\\"b\"; a\"b",
                "\"a\\b\"; a\\b",
                "a\\ b; a b",
                "$; $",
                "a$-; a$-"
            })
    void replaces(String text, String result) {
        Substitution substitution = Substitution.of(text, VALUES, '\\');
        assertThat(substitution.text()).isEqualTo(result);
        assertThat(substitution.isComplete()).isTrue();
    }

    @Test
    void namesWhatHasNoValue() {
        Substitution substitution = Substitution.of("$X/${Y}/${Z:?no z}", VALUES, '\\');
        assertThat(substitution.missing()).containsExactlyInAnyOrder("X", "Y", "Z");
        assertThat(substitution.text()).isEqualTo("//");
    }

    @Test
    void namesTheFormsThatItDoesNotKnow() {
        assertThat(Substitution.of("${P#/}", VALUES, '\\').unknown()).containsExactly("${P#/}");
        assertThat(Substitution.of("${A", VALUES, '\\').unknown()).containsExactly("${A");
        assertThat(Substitution.of("${}", VALUES, '\\').isComplete()).isFalse();
    }
}
