package io.github.dockerstrategy.maven.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.maven.config.HealthCheckParameters;
import io.github.dockerstrategy.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthChecksTest {

    private final HealthCheckParameters check = new HealthCheckParameters();

    HealthChecksTest() {
        check.shell = "true";
    }

    @Test
    void timesAreReadInTheirUnits() {
        check.interval = "2562047h";
        check.timeout = "1ms";
        check.startPeriod = "0s";
        check.retries = 1;
        assertThat(HealthChecks.read(check).interval()).contains(Duration.ofHours(2_562_047));
        assertThat(HealthChecks.read(check).timeout()).contains(Duration.ofMillis(1));
        assertThat(HealthChecks.read(check).startPeriod()).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2562048h", "999999999h", "0s", "0ms", "-1s", "99999999999s", "1.5s"})
    void refusesAnIntervalThatNoEngineCounts(String interval) {
        check.interval = interval;
        assertThatThrownBy(() -> HealthChecks.read(check))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("<container><healthCheck><interval>");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesRetriesThatAreNone(int retries) {
        check.retries = retries;
        assertThatThrownBy(() -> HealthChecks.read(check))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("at least 1, not " + retries)
                .hasMessageContaining("<container><healthCheck><retries>");
    }
}
