package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Images in archives, as they lie on the disk. No network. */
class ArchivesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void layersHoldFilesWithTheirModesOwnersAndTimes(Output output) {
        AssemblyFixture bench = bench("one");
        bench.build(Images.full("demo:1"), output, layout());
        Golden.assertMatches("image/layers.txt", String.join("--\n", layers(bench, output)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void theConfigurationSaysWhatWasAskedFor(Output output) {
        AssemblyFixture bench = bench("one");
        bench.build(Images.full("demo:1"), output, layout());
        Golden.assertMatches(
                "image/config.json",
                ArchivedImage.read(bench.file(output)).config().toPrettyString() + "\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void theSameImageHasTheSameDigestAgainFromAnotherFolderAndWithoutCaches(Output output) {
        BuiltImage first = bench("one").build(Images.full("demo:1"), output, layout());
        BuiltImage again = bench("one").build(Images.full("demo:1"), output, layout());
        Layout elsewhere = Samples.layout(folder.resolve("elsewhere/sources"));
        BuiltImage fresh = AssemblyFixture.in(folder.resolve("elsewhere/work"), folder.resolve("elsewhere/cache"))
                .build(Images.full("demo:1"), output, elsewhere);
        assertThat(again).isEqualTo(first);
        assertThat(fresh).isEqualTo(first);
    }

    @Test
    void theArchivesBytesAreTheSameAgain() {
        bench("one").build(Images.full("demo:1"), Output.TAR, layout());
        bench("two").build(Images.full("demo:1"), Output.TAR, layout());
        assertThat(bench("two").file(Output.TAR))
                .hasSameBinaryContentAs(bench("one").file(Output.TAR));
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void theResultNamesEachLayerWithDigestAndSize(Output output) {
        AssemblyFixture bench = bench("one");
        BuiltImage made = bench.build(Images.full("demo:1"), output, layout());
        assertThat(made.layers())
                .extracting(LayerResult::name)
                .containsExactly(Layer.DEPENDENCIES, Layer.LAUNCH, Layer.EXTRA);
        assertThat(made.layers()).allSatisfy(layer -> {
            assertThat(layer.digest()).matches("sha256:[0-9a-f]{64}");
            assertThat(layer.size()).isPositive();
        });
        assertThat(made.base()).isEqualTo("scratch");
        assertThat(made.pushed()).isFalse();
    }

    @Test
    void anOciArchiveIsAnImageLayout() {
        AssemblyFixture bench = bench("one");
        BuiltImage made = bench.build(Images.full("demo:1"), Output.OCI, layout());
        ArchivedImage archive = ArchivedImage.read(bench.file(Output.OCI));
        assertThat(archive.json("oci-layout").path("imageLayoutVersion").asText())
                .isEqualTo("1.0.0");
        JsonNode manifest = archive.json("index.json").path("manifests").path(0);
        assertThat(manifest.path("digest").asText()).isEqualTo(made.imageDigest());
        assertThat(manifest.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(archive.ociManifest().path("config").path("digest").asText()).isEqualTo(made.imageId());
        assertThat(archive.ociManifest().path("layers"))
                .extracting(layer -> layer.path("digest").asText())
                .containsExactlyElementsOf(
                        made.layers().stream().map(LayerResult::digest).toList());
    }

    @Test
    void aDockerArchiveHasAllTags() {
        AssemblyFixture bench = bench("one");
        bench.build(Images.full("registry.example.com/demo:1", "2", "latest"), Output.TAR, layout());
        JsonNode tags = ArchivedImage.read(bench.file(Output.TAR))
                .json("manifest.json")
                .path(0)
                .path("RepoTags");
        assertThat(tags)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        "registry.example.com/demo:1",
                        "registry.example.com/demo:2",
                        "registry.example.com/demo:latest");
    }

    @Test
    void laysLayersOnAnImageFromATarArchive() {
        AssemblyFixture below = bench("base");
        below.build(Images.full("base"), Output.TAR, Samples.small("base"));
        BaseReference.Tar base = new BaseReference.Tar(below.file(Output.TAR));
        AssemblyFixture bench = bench("one");
        BuiltImage made = bench.build(Images.plain("demo", base), Output.TAR, layout());
        assertThat(made.layers())
                .extracting(LayerResult::name)
                .containsExactly("", Layer.DEPENDENCIES, Layer.LAUNCH, Layer.EXTRA);
        assertThat(layers(bench, Output.TAR).get(0)).contains("'base'");
        JsonNode config = ArchivedImage.read(bench.file(Output.TAR)).config().path("config");
        assertThat(config.path("User").asText()).as("taken over from the base").isEqualTo("65532:65532");
        assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
    }

    @Test
    void anotherImageReplacesTheArchive() {
        AssemblyFixture bench = bench("one");
        bench.build(Images.full("demo"), Output.TAR, Samples.small("one"));
        bench.build(Images.full("demo"), Output.TAR, Samples.small("two"));
        assertThat(layers(bench, Output.TAR)).singleElement().asString().contains("'two'");
    }

    @Test
    void aBaseArchiveThatIsMissingIsNamedAndNothingIsWritten() {
        AssemblyFixture bench = bench("one");
        BaseReference base = new BaseReference.Tar(folder.resolve("gone.tar"));
        refusalOf(() -> bench.build(Images.plain("demo", base), Output.TAR, layout()))
                .hasId("missing-file")
                .says("gone.tar")
                .pointsAt("from");
        assertThat(archives(bench)).isEmpty();
    }

    @Test
    void aBaseArchiveThatIsNoneIsNamedAndNothingIsWritten() {
        AssemblyFixture bench = bench("one");
        BaseReference base = new BaseReference.Tar(new Folder(folder).file("base.tar", "this is no archive"));
        refusalOf(() -> bench.build(Images.plain("demo", base), Output.TAR, layout()))
                .hasId("bad-base-archive")
                .says("base.tar")
                .pointsAt("from");
        assertThat(archives(bench)).isEmpty();
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamedAndNothingIsWritten() throws IOException {
        AssemblyFixture bench = bench("one");
        BaseReference base = BaseReference.parse("localhost:" + closedPort() + "/base:1", folder, "from");
        refusalOf(() -> bench.build(Images.plain("demo", base), Output.TAR, layout()))
                .hasId("registry-unreachable")
                .says(base.toString(), "does not answer")
                .pointsAt("from")
                .advises("port");
        assertThat(archives(bench)).isEmpty();
    }

    @Test
    void aFailedBuildLeavesTheArchiveOfTheLastGoodOne() throws IOException {
        AssemblyFixture bench = bench("one");
        bench.build(Images.full("demo"), Output.TAR, Samples.small("good"));
        byte[] before = Files.readAllBytes(bench.file(Output.TAR));
        BaseReference base = new BaseReference.Tar(folder.resolve("gone.tar"));
        refusalOf(() -> bench.build(Images.plain("demo", base), Output.TAR, layout()));
        assertThat(archives(bench)).containsExactly("image.tar");
        assertThat(bench.file(Output.TAR)).hasBinaryContent(before);
    }

    private Layout layout() {
        return Samples.layout(folder.resolve("sources"));
    }

    private AssemblyFixture bench(String name) {
        return AssemblyFixture.in(folder.resolve(name), folder.resolve("cache"));
    }

    private static List<String> layers(AssemblyFixture bench, Output output) {
        return ArchivedImage.read(bench.file(output)).layers();
    }

    /** What lies in the work folder, materials aside. */
    private static List<String> archives(AssemblyFixture bench) {
        return new Folder(bench.workFolder())
                .files().stream().filter(file -> !file.startsWith("work/")).toList();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
