package io.github.dockerstrategy.oci.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.problem.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryProblemsTest {

    private final RegistryProblems problems =
            new RegistryProblems("push", ImageReference.parse("reg.example.com/team/app:1", ""), "image");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("reg.example.com"), "registry-unknown-host", "no host 'reg.ex"),
                Arguments.of(new UnknownHostException("cdn.example.org"), "registry-unknown-host", "'cdn.example.org'"),
                Arguments.of(new ConnectException("Connection refused"), "registry-unreachable", "Connection refused"),
                Arguments.of(new NoRouteToHostException("No route"), "registry-unreachable", "does not answer"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "registry-unreachable", "does not answer"),
                Arguments.of(
                        new SSLHandshakeException("No subject alternative DNS name matching reg.example.com found."),
                        "registry-insecure",
                        "is for another name"),
                Arguments.of(
                        new SSLHandshakeException("PKIX path building failed: unable to find valid path"),
                        "registry-insecure",
                        "is not trusted"),
                Arguments.of(
                        new SSLHandshakeException("Unsupported or unrecognized SSL message"),
                        "registry-insecure",
                        "does not speak TLS"),
                Arguments.of(
                        new IOException("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407\""),
                        "registry-proxy",
                        "refused the connection"),
                Arguments.of(new IOException("No space left on device"), "disk-full", "disk is full"),
                Arguments.of(new IOException("odd"), "cannot-assemble", "odd"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesWhatFailed(Exception failure, String id, String words) {
        Problem problem =
                problems.of(new ExecutionException(failure)).problems().get(0);
        assertThat(problem.id()).isEqualTo(id);
        assertThat(problem.what().toString())
                .startsWith("Cannot push reg.example.com/team/app:1: ")
                .contains(words);
        assertThat(problem.where().toString())
                .isEqualTo(id.equals("disk-full") ? "the build folder, or the cache folder" : "image");
    }

    @ParameterizedTest
    @EnumSource(RegistryException.Kind.class)
    void hasAFixForEveryKindOfFailure(RegistryException.Kind kind) {
        Problem problem = problems.of(new RegistryException(kind, "the registry said so"))
                .problems()
                .get(0);
        assertThat(problem.what().toString()).endsWith(": the registry said so.");
        assertThat(problem.fix().toString()).isNotBlank();
        assertThat(problem.id()).isNotEqualTo("cannot-assemble");
    }

    @Test
    void doesNotCallTamperingATypo() {
        Problem problem = problems.of(new RegistryException(RegistryException.Kind.WRONG_CONTENT, "it differs"))
                .problems()
                .get(0);
        assertThat(problem.id()).isEqualTo("registry-wrong-content");
        assertThat(problem.fix().toString()).contains("tampered").doesNotContain("typo");
    }
}
