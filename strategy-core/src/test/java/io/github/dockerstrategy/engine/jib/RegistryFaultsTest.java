package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class RegistryFaultsTest {

    private static final ImageName IMAGE = ImageName.parse("localhost:5000/team/app:1", "<image>");

    private static final class NoHttpResponseException extends IOException {
        private static final long serialVersionUID = 1L;

        NoHttpResponseException() {
            super("The target server failed to respond");
        }
    }

    @Test
    void tellsAConnectionThatWasCut() {
        assertThat(problem(new NoHttpResponseException())).isEqualTo("registry-unreachable");
    }

    @Test
    void tellsAServerThatIsNoRegistry() {
        assertThat(problem(unreadable())).isEqualTo("not-a-registry");
    }

    @Test
    void tellsAMissingBaseOffline() {
        assertThat(problem(new IOException("Cannot run Jib in offline mode; base:17 not found in local Jib cache")))
                .isEqualTo("base-not-cached");
    }

    @Test
    void passesOnWhatWeSaidOurselves() {
        Problem ours = Problem.ofEnvironment("program-not-found", "Cannot run 'docker'.", "", "");

        assertThat(problem(new ExecutionException(new ProblemException(ours)))).isEqualTo("program-not-found");
    }

    private static String problem(Exception failure) {
        return JibProblems.of(failure, "push", IMAGE, "<image>")
                .problems()
                .get(0)
                .id();
    }

    private static JsonProcessingException unreadable() {
        try {
            new ObjectMapper().readTree("<html>");
        } catch (JsonProcessingException e) {
            return e;
        }
        throw new AssertionError("read what is no JSON");
    }
}
