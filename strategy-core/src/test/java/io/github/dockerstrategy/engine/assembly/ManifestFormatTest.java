package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The format and the annotations of a manifest. */
@Timeout(60)
class ManifestFormatTest {

    private static final Platform ARM = new Platform("linux", "arm64");
    private static final ManifestSpec ANNOTATED =
            new ManifestSpec(Optional.empty(), Map.of("org.opencontainers.image.vendor", "ACME"));
    private static final ObjectMapper JSON = new ObjectMapper();

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
    void anOciArchiveNamesTheBaseImageAndHasTheAnnotations() {
        String base = registry.put("base", "17", "17");

        build(image(ANNOTATED), Output.OCI);

        JsonNode annotations =
                ArchivedImage.read(bench().file(Output.OCI)).ociManifest().path("annotations");
        assertThat(annotations.toString())
                .isEqualTo("{\"org.opencontainers.image.base.name\":\"" + registry.host() + "/base:17\","
                        + "\"org.opencontainers.image.base.digest\":\"" + base + "\","
                        + "\"org.opencontainers.image.vendor\":\"ACME\"}");
    }

    @Test
    void anAnnotatedImageIsPushedInTheOciFormat() throws IOException {
        registry.put("base", "17", "17");

        BuiltImage built = build(image(ANNOTATED), Output.REGISTRY);

        JsonNode manifest = pushed();
        assertThat(manifest.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(manifest.path("layers"))
                .allMatch(layer -> layer.path("mediaType").asText().startsWith("application/vnd.oci."));
        assertThat(manifest.path("annotations")
                        .path("org.opencontainers.image.vendor")
                        .asText())
                .isEqualTo("ACME");
        assertThat(registry.digest("shop", "1")).isEqualTo(built.imageDigest());
    }

    @Test
    void anImageInDockersFormatHasNoAnnotations() throws IOException {
        registry.put("base", "17", "17");

        build(image(ManifestSpec.DEFAULT), Output.REGISTRY);

        assertThat(pushed().has("annotations")).isFalse();
        assertThat(pushed().path("mediaType").asText())
                .isEqualTo("application/vnd.docker.distribution.manifest.v2+json");
    }

    @Test
    void severalPlatformsInTheOciFormatMakeAnAnnotatedOciIndex() throws IOException {
        registry.putIndex("base", "17", "17", Platform.LINUX_AMD64, ARM);

        build(image(ANNOTATED, Platform.LINUX_AMD64, ARM), Output.REGISTRY);

        JsonNode index = pushed();
        assertThat(index.path("mediaType").asText()).isEqualTo("application/vnd.oci.image.index.v1+json");
        assertThat(index.path("annotations").toString()).isEqualTo("{\"org.opencontainers.image.vendor\":\"ACME\"}");
        assertThat(index.path("manifests")).hasSize(2);
        for (JsonNode entry : index.path("manifests")) {
            JsonNode manifest = JSON.readTree(
                    registry.manifest("shop", entry.path("digest").asText()).orElseThrow());
            assertThat(manifest.path("annotations").has("org.opencontainers.image.base.digest"))
                    .isTrue();
            assertThat(manifest.path("annotations")
                            .path("org.opencontainers.image.vendor")
                            .asText())
                    .isEqualTo("ACME");
        }
    }

    @Test
    void theFormatOfAPushCanBeChosen() throws IOException {
        registry.put("base", "17", "17");

        build(image(new ManifestSpec(Optional.of(ImageFormat.OCI), Map.of())), Output.REGISTRY);

        assertThat(pushed().path("config").path("mediaType").asText())
                .isEqualTo("application/vnd.oci.image.config.v1+json");
    }

    private JsonNode pushed() throws IOException {
        return JSON.readTree(registry.manifest("shop", "1").orElseThrow());
    }

    private ImageSpec image(ManifestSpec manifest, Platform... platforms) {
        BaseReference base = BaseReference.parse(registry.host() + "/base:17", folder, "from");
        return Images.plain(registry.host() + "/shop:1", base, platforms).withManifest(manifest);
    }

    private BuiltImage build(ImageSpec image, Output output) {
        return bench().build(image, output, Samples.small("A"));
    }

    private AssemblyFixture bench() {
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
    }
}
