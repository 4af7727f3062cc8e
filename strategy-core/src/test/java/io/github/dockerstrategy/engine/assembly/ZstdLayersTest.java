package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bases whose layers are compressed with Zstandard. */
@Timeout(120)
class ZstdLayersTest {

    private static final String FALSE = "sha256:" + "0".repeat(64);
    private static final String ZSTD = "application/vnd.oci.image.layer.v1.tar+zstd";
    private static final byte[] TAR = FakeRegistry.tar("etc/os-release", "ID=zstd\n");
    private static final String DIFF_ID = FakeRegistry.sha256(TAR);

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

    @Test
    void aRegistryGetsTheLayerAsItIsInAnOciManifest() {
        registry.putZstd("base", DIFF_ID, frame(TAR));
        BuiltImage made = build("base", Output.REGISTRY);
        String manifest = registry.manifest("shop", "1").orElseThrow();
        assertThat(manifest)
                .contains("\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\"")
                .contains("\"mediaType\":\"application/vnd.oci.image.config.v1+json\"")
                .contains("{\"mediaType\":\"" + ZSTD + "\",\"digest\":\"" + FakeRegistry.sha256(frame(TAR)) + "\"")
                .doesNotContain("docker");
        assertThat(registry.digest("shop", "1")).isEqualTo(made.imageDigest());
    }

    @Test
    void anOciLayoutHasItAsItIs() {
        registry.putZstd("base", DIFF_ID, frame(TAR));
        build("base", Output.OCI);
        assertThat(archive(Output.OCI)
                        .ociManifest()
                        .path("layers")
                        .path(0)
                        .path("mediaType")
                        .asText())
                .isEqualTo(ZSTD);
        assertThat(archive(Output.OCI).layerResults().get(0).digest()).isEqualTo(FakeRegistry.sha256(frame(TAR)));
    }

    @Test
    void aDockerArchiveHasItDecompressed() {
        registry.putZstd("base", DIFF_ID, frame(TAR));
        BuiltImage made = build("base", Output.TAR);
        ArchivedImage archive = archive(Output.TAR);
        assertThat(archive.layers().get(0)).contains("etc/os-release", "ID=zstd");
        assertThat(archive.config().at("/rootfs/diff_ids/0").asText()).isEqualTo(DIFF_ID);
        assertThat(archive.json("manifest.json").at("/0/Layers/0").asText())
                .isEqualTo(FakeRegistry.sha256(frame(TAR)).substring("sha256:".length()) + ".tar");
        assertThat(build("base", Output.OCI).imageDigest()).isEqualTo(made.imageDigest());
    }

    @Test
    void anIndexOverSuchImagesIsAnOciIndex() {
        registry.putZstd("base", DIFF_ID, frame(TAR));
        String entry = registry.manifest("base", "1").orElseThrow();
        String index = """
                {"manifests":[{"size":%d,"digest":"%s","platform":{"os":"linux","architecture":"amd64"}},
                {"size":%d,"digest":"%s","platform":{"os":"linux","architecture":"amd64","variant":"v2"}}]}""";
        registry.putManifest(
                "base",
                "1",
                index.formatted(
                        entry.length(), registry.digest("base", "1"), entry.length(), registry.digest("base", "1")));
        build("base", Output.REGISTRY, Platform.LINUX_AMD64, Platform.parse("linux/amd64/v2", ""));
        assertThat(registry.manifest("shop", "1").orElseThrow())
                .contains("\"mediaType\":\"application/vnd.oci.image.index.v1+json\"")
                .doesNotContain("docker");
    }

    @ParameterizedTest
    @EnumSource(
            value = Output.class,
            names = {"TAR", "OCI"})
    void aFalseDiffIdIsRefusedAndKeepsNothing(Output output) {
        registry.putZstd("base", FALSE, frame(TAR));
        refusalOf(() -> build("base", output)).hasId("base-digest-mismatch").says(FALSE, DIFF_ID);
        assertThat(new Folder(folder.resolve("cache/bases/layers")).files()).isEmpty();
        assertThat(new Folder(folder.resolve("cache/bases/tmp")).files()).isEmpty();
    }

    @Test
    void aDamagedFrameIsRefused() {
        byte[] layer = frame(TAR);
        layer[6] |= 6;
        registry.putZstd("base", DIFF_ID, layer);
        refusalOf(() -> build("base", Output.OCI)).hasId("base-malformed").says("Zstandard");
    }

    /** 128 KiB in four bytes, ten thousand times. */
    @Test
    void aLayerThatGrowsBeyondMeasureIsRefused() {
        byte[] head = HexFormat.of().parseHex("28b52ffd0048");
        ByteArrayOutputStream layer = new ByteArrayOutputStream();
        layer.writeBytes(head);
        for (int i = 0; i < 10_000; i++) {
            layer.writeBytes(HexFormat.of().parseHex("02001000"));
        }
        registry.putZstd("base", DIFF_ID, layer.toByteArray());
        refusalOf(() -> build("base", Output.OCI)).hasId("base-malformed").says("more than 1081743024 bytes");
    }

    @Test
    void anArchiveMayHaveSuchLayers() throws IOException {
        Path file = folder.resolve("base.tar");
        byte[] config = """
                {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["%s"]}}""".formatted(DIFF_ID).getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            put(tar, "layer", frame(TAR));
            put(tar, "c.json", config);
            put(
                    tar,
                    "manifest.json",
                    "[{\"Config\":\"c.json\",\"Layers\":[\"layer\"]}]".getBytes(StandardCharsets.UTF_8));
        }
        build(new BaseReference.Tar(file), Output.TAR);
        assertThat(archive(Output.TAR).layers().get(0)).contains("ID=zstd");
        assertThat(archive(Output.TAR).config().at("/rootfs/diff_ids/0").asText())
                .isEqualTo(DIFF_ID);
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** In one raw block. */
    private static byte[] frame(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int head = content.length << 3 | 1;
        frame.writeBytes(HexFormat.of().parseHex("28b52ffd0048"));
        frame.writeBytes(new byte[] {(byte) head, (byte) (head >> 8), (byte) (head >> 16)});
        frame.writeBytes(content);
        return frame.toByteArray();
    }

    private ArchivedImage archive(Output output) {
        return ArchivedImage.read(AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .file(output));
    }

    private BuiltImage build(String base, Output output, Platform... platforms) {
        return build(
                new BaseReference.Registry(ImageReference.parse(registry.host() + "/" + base + ":1", "from")),
                output,
                platforms);
    }

    private BuiltImage build(BaseReference from, Output output, Platform... platforms) {
        ImageSpec image = Images.plain(registry.host() + "/shop:1", from, platforms);
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .build(image, output, Samples.small("new"));
    }
}
