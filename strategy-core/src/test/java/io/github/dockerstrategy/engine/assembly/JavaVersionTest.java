package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaVersionTest {

    @ParameterizedTest
    @CsvSource({
        "17.0.15, 17",
        "17, 17",
        "jdk-21.0.2+13, 21",
        "jdk21, 21",
        "25-ea, 25",
        "1.8.0_292, 8",
        "8u402, 8",
        "jdk8u292-b10, 8",
        "11.0.22+7-LTS, 11",
    })
    void readsTheFeatureReleaseOutOfAVersion(String version, int release) {
        assertThat(JavaRequirement.major(version)).hasValue(release);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "latest", "v17", "20260101120000", "openjdk-17"})
    void guessesNothingFromWhatIsNoJavaVersion(String version) {
        assertThat(JavaRequirement.major(version)).isEmpty();
    }
}
