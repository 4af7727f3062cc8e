package io.github.dockerstrategy.image;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.problem.Problems;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSpecTest {

    private static final Map<String, String> ANNOTATIONS = Map.of("a", "b");

    @ParameterizedTest
    @CsvSource({"TAR,DOCKER", "OCI,OCI", "DAEMON,DOCKER", "REGISTRY,DOCKER"})
    void theOutputDecidesTheFormat(Output output, ImageFormat format) {
        assertThat(ManifestSpec.DEFAULT.formatFor(output)).isEqualTo(format);
    }

    @Test
    void annotationsNeedTheOciFormat() {
        assertThat(new ManifestSpec(Optional.empty(), ANNOTATIONS).formatFor(Output.REGISTRY))
                .isEqualTo(ImageFormat.OCI);
        refusalOf(() -> check(Optional.of(ImageFormat.DOCKER), Output.REGISTRY)).hasId("annotations-need-oci");
        refusalOf(() -> check(Optional.empty(), Output.TAR)).hasId("annotations-need-oci");
    }

    @ParameterizedTest
    @CsvSource({"TAR,OCI", "OCI,DOCKER"})
    void anArchiveHasOneFormat(Output output, ImageFormat format) {
        refusalOf(() -> check(Optional.of(format), output)).hasId("format-of-archive");
    }

    @ParameterizedTest
    @CsvSource({"OCI,OCI", "DAEMON,OCI", "REGISTRY,OCI"})
    void whatFitsIsNotRefused(Output output, ImageFormat format) {
        check(Optional.of(format), output);
    }

    private static void check(Optional<ImageFormat> format, Output output) {
        Problems problems = new Problems();
        new ManifestSpec(format, ANNOTATIONS).check(output, problems);
        problems.throwIfAny();
    }
}
