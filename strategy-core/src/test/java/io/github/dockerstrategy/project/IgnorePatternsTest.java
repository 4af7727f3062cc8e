package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnorePatternsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        secrets              | secrets/deep/key.pem   | true
        secrets              | app/secrets            | false
        /secrets/            | secrets/key.pem        | true
        ./a/../b//c/         | b/c                    | true
        *.pem                | key.pem                | true
        *.pem                | app/key.pem            | false
        */*.pem              | app/key.pem            | true
        **/*.pem             | key.pem                | true
        **/*.pem             | a/b/key.pem            | true
        **/.env              | a/.env                 | true
        **/.env              | a/b.env                | false
        a/**                 | a/b/c                  | true
        a/**                 | a                      | false
        a/**/z               | a/z                    | true
        a/**/z               | a/b/c/z                | true
        a/**/z               | ab/z                   | false
        **                   | a/b                    | true
        file?.txt            | file1.txt              | true
        file?.txt            | file.txt               | false
        [a-c]*.key           | b1.key                 | true
        [^a-c]*.key          | b1.key                 | false
        \\*.txt              | *.txt                  | true
        \\*.txt              | a.txt                  | false
        a.b                  | axb                    | false
        a b                  | a b                    | true
        """)
    void leavesOutWhatItMatches(String pattern, String path, boolean excluded) {
        assertThat(excludes(pattern, path)).isEqualTo(excluded);
    }

    @Test
    void theLastPatternThatMatchesDecides() {
        String text = """
                # what is built elsewhere
                *
                !src
                  !pom.xml \s
                src/**/*.key
                !src/test.key
                """;
        assertThat(excludes(text, "README.md")).isTrue();
        assertThat(excludes(text, "pom.xml")).isFalse();
        assertThat(excludes(text, "src/main/A.java")).isFalse();
        assertThat(excludes(text, "src/main/my.key")).isTrue();
        assertThat(excludes(text, "src/test.key")).isFalse();
    }

    @Test
    void readsCommentsBlanksAndAByteOrderMarkAsDockerDoes() {
        assertThat(excludes("\uFEFFa\r\n\r\n", "a")).isTrue();
        assertThat(excludes("#a\n", "#a")).isFalse();
        assertThat(excludes("  #a\n", "#a")).isTrue();
        assertThat(excludes("a # b\n", "a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "[a", "[]", "a\\"})
    void refusesWhatDockerRefuses(String pattern) {
        refusalOf(() -> IgnorePatterns.parse(pattern + "\n", ".dockerignore"))
                .hasId("bad-ignore-pattern")
                .says(pattern)
                .pointsAt(".dockerignore");
    }

    private static boolean excludes(String text, String path) {
        return IgnorePatterns.parse(text, ".dockerignore").exclude(path, false);
    }
}
