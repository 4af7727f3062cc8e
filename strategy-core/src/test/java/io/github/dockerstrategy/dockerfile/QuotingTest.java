package io.github.dockerstrategy.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reads back what was written by the rules of docker's own parser, for many values. */
class QuotingTest {

    @Test
    void everyValueComesBackAsItWas() {
        OddValues.of(20_000).forEach(value -> {
            String line = Env.of("KEY", value).text();

            assertThat(line).doesNotContain("\n").doesNotEndWith("\\");
            assertThat(expanded(line.substring("ENV KEY=".length()))).isEqualTo(value);
            assertThat(new Label(Map.of("key", value)).text())
                    .isEqualTo("LABEL key=" + line.substring("ENV KEY=".length()));
        });
    }

    @Test
    void everyWordOfAnExecListComesBackAsItWas() throws Exception {
        for (String value : OddValues.of(2_000)) {
            String line = new Entrypoint(List.of("program", value)).text();

            assertThat(new com.fasterxml.jackson.databind.ObjectMapper()
                            .readValue(line.substring("ENTRYPOINT ".length()), String[].class))
                    .containsExactly("program", value);
        }
    }

    @Test
    void everyPathInAJsonListComesBackAsItWas() throws Exception {
        for (String value : OddValues.of(2_000)) {
            String line = Copy.of("my file", "/ " + value).text();
            String[] paths = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readValue(line.substring("COPY ".length()), String[].class);

            assertThat(expanded(paths[1])).isEqualTo("/ " + value);
        }
    }

    /** What docker's shell lexer makes of a word without variables. */
    private static String expanded(String word) {
        StringBuilder result = new StringBuilder();
        boolean inQuotes = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else if (c == '\\' && (!inQuotes || "\"$\\".indexOf(word.charAt(i + 1)) >= 0)) {
                result.append(word.charAt(++i));
            } else {
                assertThat(c).as("in " + word).isNotEqualTo('$');
                assertThat(!inQuotes && c == '\'').as("a quote in " + word).isFalse();
                result.append(c);
            }
        }
        assertThat(inQuotes).as("an open quote in " + word).isFalse();
        return result.toString();
    }
}
