package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries and base images that promise something else than they give. */
@Timeout(60)
class BaseTrustTest {

    private static final String FALSE = "sha256:" + "0".repeat(64);

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI", "REGISTRY"})
    void aPinnedDigestIsNeverReplaced(Output output) {
        String pinned = registry.put("base", "17", "17.0.15");
        String other = registry.put("other", "17", "17.0.16");
        registry.lie("base", pinned, registry.manifest("other", other).orElseThrow());
        refusalOf(() -> build("base@" + pinned, output))
                .hasId("base-digest-mismatch")
                .says("base@" + pinned, other)
                .pointsAt("from");
        assertThat(registry.requests()).noneMatch(request -> request.contains("/blobs/"));
        assertThat(registry.manifest("shop", "1")).isEmpty();
        assertThat(new Folder(folder.resolve("work")).files()).isEmpty();
    }

    @Test
    void aTagThatGivesAnotherManifestThanItsDigestIsRefused() {
        String honest = registry.put("base", "17", "17.0.15");
        registry.lie("base", honest, registry.manifest("base", honest).orElseThrow() + " ");
        refusalOf(() -> build("base:17", Output.TAR)).hasId("base-digest-mismatch");
    }

    @Test
    void anEntryOfAnIndexIsCheckedToo() {
        registry.putIndex("base", "17", "17.0.15", Platform.LINUX_AMD64);
        String entry = registry.digest("base", "amd64");
        registry.lie("base", entry, registry.manifest("base", entry).orElseThrow() + " ");
        refusalOf(() -> build("base:17", Output.TAR))
                .hasId("base-digest-mismatch")
                .says(entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "sha256:12", "../../evil/manifests/1", "SHA256:AA"})
    void anEntryOfAnIndexWhoseDigestIsNoneIsRefused(String digest) {
        registry.put("base", "amd64", "17.0.15");
        registry.putManifest("base", "17", """
                {"schemaVersion":2,"manifests":[{"mediaType":"m","digest":"%s","size":5,
                "platform":{"os":"linux","architecture":"amd64"}}]}""".formatted(digest));
        refusalOf(() -> build("base:17", Output.TAR)).hasId("base-malformed").says(digest);
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void falseDiffIdsAreRefusedAndSpoilNothing(Output output) {
        registry.put("honest", "1", "17.0.15");
        String layer = registry.layers("honest", "1").get(0);
        registry.putLying(
                "liar",
                "1",
                registry.manifest("honest", "1").orElseThrow(),
                config -> config.replaceFirst("sha256:[0-9a-f]{64}", FALSE));
        refusalOf(() -> build("liar:1", output)).hasId("base-digest-mismatch").says(FALSE);
        assertThat(folder.resolve("cache/bases/layers/" + layer.substring("sha256:".length())))
                .doesNotExist();
        assertThat(leftovers()).isEmpty();

        BuiltImage made = build("honest:1", output);
        assertThat(made.layers().get(0).digest()).isEqualTo(layer);
        assertThat(archive(output)
                        .config()
                        .path("rootfs")
                        .path("diff_ids")
                        .path(0)
                        .asText())
                .isNotEqualTo(FALSE);
    }

    @Test
    void aLayerThatIsAnotherIsRefused() {
        registry.put("base", "17", "17.0.15");
        String layer = registry.layers("base", "17").get(0);
        byte[] bytes = registry.blob(layer).clone();
        bytes[bytes.length / 2] ^= 1;
        registry.lie(layer, bytes);
        refusalOf(() -> build("base:17", Output.TAR))
                .hasId("base-digest-mismatch")
                .says(layer);
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 1000})
    void aLayerIsAsLargeAsDeclared(int difference) {
        registry.put("base", "17", "17.0.15");
        String layer = registry.layers("base", "17").get(0);
        int size = registry.blob(layer).length;
        registry.putManifest(
                "base",
                "1",
                registry.manifest("base", "17")
                        .orElseThrow()
                        .replace(
                                "\"size\":" + size + ",\"digest\":\"" + layer,
                                "\"size\":" + (size + difference) + ",\"digest\":\"" + layer));
        refusalOf(() -> build("base:1", Output.TAR))
                .hasId("base-digest-mismatch")
                .says("declared with " + (size + difference));
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void noMoreThanTheDeclaredSizeIsReadOfALayer() throws IOException {
        registry.put("base", "17", "17.0.15");
        String layer = registry.layers("base", "17").get(0);
        byte[] endless = new byte[50_000_000];
        registry.lie(layer, endless);
        refusalOf(() -> build("base:17", Output.TAR))
                .hasId("registry-too-large")
                .says("sends more than");
        assertThat(leftovers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "\"x\"",
                "{",
                "{} {}",
                "{\"config\":[],\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}",
                "{\"config\":{\"Env\":\"A=1\"},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}",
                "{\"config\":{\"Env\":[1]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}",
                "{\"config\":{\"Labels\":[]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}",
                "{\"history\":{},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}",
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%1$s\",\"%1$s\"]}}",
                "{\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[null]}}",
                "{\"rootfs\":null}",
            })
    void aConfigurationThatIsNoneIsRefusedInWords(String configuration) {
        registry.putConfigured("base", configuration);
        refusalOf(() -> build("base:1", Output.TAR))
                .hasId("base-malformed")
                .says(registry.host() + "/base:1")
                .pointsAt("from");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"user\":\"0\"", "\"U\\u017fer\":\"0\"", "\"ENTRYPOINT\":[\"/evil\"]", "\"onbuild\":[\"RUN x\"]"
            })
    void aNameThatEnginesTakeForAnotherIsRefused(String text) {
        registry.putConfigured("base", "{\"config\":{" + text + "},\"rootfs\":{\"diff_ids\":[\"%s\"]}}");
        refusalOf(() -> build("base:1", Output.TAR)).hasId("base-malformed").says("can be taken for config.");
    }

    @Test
    void documentsThatAreNestedDeepAreRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        registry.putConfigured("base", "{\"a\":" + deep + ",\"rootfs\":{\"diff_ids\":[\"%s\"]}}");
        refusalOf(() -> build("base:1", Output.TAR)).hasId("base-malformed");
        registry.putManifest("base", "2", "{\"a\":" + deep + "}");
        refusalOf(() -> build("base:2", Output.TAR)).hasId("base-malformed");
    }

    @Test
    void aDamagedDocumentIsAskedForAgain() throws IOException {
        String digest = registry.put("base", "17", "17.0.15");
        BuiltImage first = build("base@" + digest, Output.TAR);
        Path documents = folder.resolve("cache/bases/documents");
        try (Stream<Path> files = Files.list(documents)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {'x'});
            }
        }
        BuiltImage again = build("base@" + digest, Output.TAR);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void aDamagedLayerIsDownloadedAgain() throws IOException {
        String digest = registry.put("base", "17", "17.0.15");
        build("base@" + digest, Output.TAR);
        try (Stream<Path> files = Files.walk(folder.resolve("cache/bases/layers"))) {
            Path layer = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            String whole = Sha256.hex(layer);
            byte[] bytes = Files.readAllBytes(layer);
            bytes[bytes.length / 2] = (byte) ~bytes[bytes.length / 2];
            Files.write(layer, bytes);
            build("base@" + digest, Output.OCI);
            assertThat(Sha256.hex(layer)).isEqualTo(whole);
        }
    }

    @Test
    void anEncryptedLayerIsRefusedWithItsMediaType() {
        registry.put("base", "17", "17.0.15");
        registry.putManifest(
                "base",
                "1",
                registry.manifest("base", "17")
                        .orElseThrow()
                        .replace(
                                "application/vnd.docker.image.rootfs.diff.tar.gzip",
                                "application/vnd.oci.image.layer.v1.tar+gzip+encrypted"));
        refusalOf(() -> build("base:1", Output.TAR))
                .hasId("base-layer-unsupported")
                .says(registry.host() + "/base:1", "v1.tar+gzip+encrypted")
                .advises("gzip");
    }

    @Test
    void anOnBuildInstructionIsRefused() {
        registry.putConfigured(
                "base",
                "{\"config\":{\"OnBuild\":[\"RUN x\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}");
        refusalOf(() -> build("base:1", Output.TAR))
                .hasId("base-onbuild")
                .says("RUN x")
                .advises("copy-local");
    }

    @Test
    void aVariantOfAPlatformIsChosen() {
        Platform seven = Platform.parse("linux/arm/v7", "");
        Platform six = Platform.parse("linux/arm/v6", "");
        registry.putVariants("base", "17", six, seven);
        BuiltImage made = build("base:17", Output.TAR, six);
        assertThat(archive(Output.TAR).layers().get(0)).contains("v6");
        assertThat(archive(Output.TAR).config().path("variant").asText()).isEqualTo("v6");
        assertThat(made.layers()).hasSize(2);
        refusalOf(() -> build("base:17", Output.TAR, Platform.parse("linux/arm/v5", "")))
                .hasId("platform-not-in-base")
                .says("linux/arm/v5", "linux/arm/v6, linux/arm/v7");
    }

    @Test
    void aSingleImageForAnotherPlatformIsRefused() {
        registry.putConfigured(
                "base",
                "{\"os\":\"linux\",\"architecture\":\"arm64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"%s\"]}}");
        refusalOf(() -> build("base:1", Output.TAR))
                .hasId("platform-not-in-base")
                .says("linux/amd64", "it has: linux/arm64")
                .pointsAt("platforms");
        assertThat(build("base:1", Output.TAR, Platform.parse("linux/arm64", ""))
                        .layers())
                .hasSize(2);
    }

    @Test
    void anIndexThatIsWrongAboutItsImageIsRefused() {
        String arm = registry.put("base", "arm", "17.0.15");
        int size = registry.manifest("base", arm).orElseThrow().length();
        registry.putManifest("base", "17", """
                {"schemaVersion":2,"manifests":[{"mediaType":"m","digest":"%s","size":%d,
                "platform":{"os":"linux","architecture":"s390x"}}]}""".formatted(arm, size));
        refusalOf(() -> build("base:17", Output.TAR, Platform.parse("linux/s390x", "")))
                .hasId("platform-not-in-base")
                .says("linux/s390x", "it has: linux/amd64");
    }

    private List<String> leftovers() {
        return new Folder(folder.resolve("cache/bases/tmp")).files();
    }

    private ArchivedImage archive(Output output) {
        return ArchivedImage.read(AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .file(output));
    }

    private BuiltImage build(String base, Output output, Platform... platforms) {
        BaseReference from = new BaseReference.Registry(ImageReference.parse(registry.host() + "/" + base, "from"));
        ImageSpec image = Images.plain(registry.host() + "/shop:1", from, platforms);
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .build(image, output, Samples.small("new"));
    }
}
