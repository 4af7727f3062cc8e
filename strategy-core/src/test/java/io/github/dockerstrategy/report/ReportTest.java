package io.github.dockerstrategy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.log.Bytes;
import io.github.dockerstrategy.log.ImageSummary;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Phase;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final String DIGEST = "sha256:" + "ab12".repeat(16);

    @TempDir
    private Path folder;

    @Test
    void theResultFileIsTheOneThatOtherToolsRead() throws IOException {
        ResultFiles files = new ResultFiles(folder.resolve("deep/docker-strategy"));
        files.write(result("tar", false));
        Golden.assertMatches(
                "report/result.json", Files.readString(folder.resolve("deep/docker-strategy/result.json")));
    }

    @Test
    void writesDigestAndIdAlone() {
        new ResultFiles(folder).write(result("tar", false));
        assertThat(folder.resolve("image.digest")).hasContent(DIGEST);
        assertThat(folder.resolve("image.id")).hasContent("sha256:" + "cd34".repeat(16));
    }

    @Test
    void leavesNothingHalfWrittenBesideItsFiles() {
        new ResultFiles(folder).write(result("tar", false));
        new ResultFiles(folder).write(result("registry", true));
        assertThat(new Folder(folder).files()).containsExactly("image.digest", "image.id", "result.json");
    }

    @Test
    void readsBackWhatItWrote() {
        ResultFiles files = new ResultFiles(folder);
        files.write(result("tar", false));
        assertThat(files.read()).contains(result("tar", false));
    }

    @Test
    void forgetsAnEarlierResultAndTheArchiveOfAnotherOutputOnly() {
        ResultFiles files = new ResultFiles(folder);
        files.write(result("tar", false));
        Folder all = new Folder(folder);
        List.of("image.tar", "image-oci.tar", "layers/extra.tar").forEach(all::file);
        files.clear(Destination.below(folder, Output.OCI));
        assertThat(all.files()).containsExactly("image-oci.tar", "layers/extra.tar");
        assertThat(files.read()).isEmpty();
        files.clear(Destination.below(folder, Output.REGISTRY));
        assertThat(all.files()).containsExactly("layers/extra.tar");
    }

    @Test
    void forgettingNothingIsNoError() {
        ResultFiles files = new ResultFiles(folder.resolve("nowhere"));
        files.clear(Destination.below(folder, Output.DAEMON));
        assertThat(files.read()).isEmpty();
    }

    @Test
    void summaryHasTheManifestsDigestTheSizeAndTheTimeOfAllSteps() {
        ImageSummary summary = result("tar", false).summary(List.of("8080/tcp", "53/udp"));
        assertThat(summary.name()).isEqualTo("registry.example.com/shop:1.0");
        assertThat(summary.digest()).startsWith("sha256:ab12ab12ab12");
        assertThat(Bytes.text(summary.size())).isEqualTo("42.6 MB");
        assertThat(summary.layers()).isEqualTo(2);
        assertThat(summary.time().toMillis()).isBetween(3_350L, 3_450L);
        assertThat(summary.pushed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "tar, 'docker load -i /projects/image.tar && docker run --rm -p 8080:8080 -p 53:53/udp registry.example.com/shop:1.0'",
        "oci, 'skopeo copy oci-archive:/projects/image.tar docker://registry.example.com/shop:1.0'",
        "daemon, 'docker run --rm -p 8080:8080 -p 53:53/udp registry.example.com/shop:1.0'",
    })
    void tellsWhatToDoNext(String output, String line) {
        assertThat(result(output, false).summary(List.of("8080/tcp", "53/udp")).next())
                .contains(line);
    }

    @Test
    void aPushedImageNeedsNoAdvice() {
        assertThat(result("registry", true)
                        .summary(List.of("8080/tcp", "53/udp"))
                        .next())
                .isEmpty();
    }

    @Test
    void aResultDoesNotChangeWithTheMapItWasMadeOf() {
        Map<String, Double> seconds = new LinkedHashMap<>(Map.of("a", 1.0));
        BuildResult result = new BuildResult(
                "jib",
                "a",
                List.of(),
                "scratch",
                "",
                "",
                List.of(),
                0,
                "tar",
                Optional.empty(),
                List.of(),
                seconds,
                Map.of(),
                false,
                Optional.empty());
        seconds.put("b", 2.0);
        assertThat(result.seconds()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1549, 1.5 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "42600000, 42.6 MB",
        "1234567890, 1.2 GB",
        "5000000000000, 5.0 TB",
        "9000000000000000, 9000.0 TB",
    })
    void sizesAreWrittenAsPeopleReadThem(long bytes, String text) {
        assertThat(Bytes.text(bytes)).isEqualTo(text);
    }

    private static BuildResult result(String output, boolean pushed) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put("Lay out the application", 0.25);
        seconds.put("Assemble registry.example.com/shop:1.0 on scratch", 3.125);
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put(Phase.PREPARE.key(), 0.25);
        phases.put(Phase.ASSEMBLE.key(), 3.125);
        return new BuildResult(
                "jib",
                "registry.example.com/shop:1.0",
                List.of("1.0", "latest"),
                "eclipse-temurin:21-jre@" + DIGEST,
                "sha256:" + "cd34".repeat(16),
                DIGEST,
                List.of(new LayerResult("", DIGEST, 42_000_000), new LayerResult("classes", DIGEST, 600_000)),
                42_600_000,
                output,
                pushed ? Optional.empty() : Optional.of("/projects/image.tar"),
                List.of("linux/amd64"),
                seconds,
                phases,
                pushed,
                Optional.empty());
    }
}
