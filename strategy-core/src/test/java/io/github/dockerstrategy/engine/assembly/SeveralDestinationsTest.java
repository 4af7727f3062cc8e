package io.github.dockerstrategy.engine.assembly;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.oci.registry.CredentialLookup;
import io.github.dockerstrategy.oci.registry.Registries;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One image in several repositories and for several platforms, and base images from a mirror. */
class SeveralDestinationsTest {

    private static final Platform ARM = new Platform("linux", "arm64");

    @TempDir
    private Path folder;

    private FakeRegistry registry;
    private FakeRegistry other;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        other = new FakeRegistry();
        registry.put("base", "17", "17.0.15");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
        other.close();
    }

    @Test
    void pushesOneImageToEachRepositoryUnderAllTags() {
        BuiltImage built = fixture().build(image("1", "latest"), Output.REGISTRY, Samples.small("new"));

        for (String tag : List.of("1", "latest")) {
            assertThat(registry.digest("shop", tag)).isEqualTo(built.imageDigest());
            assertThat(registry.digest("mirror/shop", tag)).isEqualTo(built.imageDigest());
            assertThat(other.digest("team/shop", tag)).isEqualTo(built.imageDigest());
        }
    }

    @Test
    void aSecondBuildFindsTheImageInAllOfThem() {
        AssemblyFixture fixture = fixture();
        BuiltImage built = fixture.build(image("1"), Output.REGISTRY, Samples.small("new"));
        other.remove("team/shop", "1");

        fixture.build(image("1"), Output.REGISTRY, Samples.small("new"));

        assertThat(other.digest("team/shop", "1")).isEqualTo(built.imageDigest());
    }

    @Test
    void aFailureNamesThoseThatHaveTheImageAndThoseThatHaveNot() {
        other.withFaults(100, "PUT /v2/team/shop/manifests");

        refusalOf(() -> fixture().build(image("1"), Output.REGISTRY, Samples.small("new")))
                .hasId("registry-server-error")
                .says("Cannot push " + other.host() + "/team/shop")
                .says("Already pushed: " + registry.host() + "/shop:1, " + registry.host()
                        + "/mirror/shop. Not pushed: " + other.host() + "/team/shop.");
    }

    @Test
    void aRepositoryThatCannotBePushedToIsRefusedBeforeAnythingIsPushed() {
        other.withLogin("ann", "open");

        refusalOf(() -> fixture().build(image("1"), Output.REGISTRY, Samples.small("new")))
                .hasId("registry-unauthorized");
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("P"));
    }

    @Test
    void writesAnImageForSeveralPlatformsIntoOneArchive() throws IOException {
        registry.putIndex("two", "17", "17.0.15", Platform.LINUX_AMD64, ARM);
        AssemblyFixture fixture = fixture();
        ImageSpec image = Images.plain(
                "shop:1",
                new BaseReference.Registry(ImageReference.parse(registry.host() + "/two:17", "")),
                Platform.LINUX_AMD64,
                ARM);

        BuiltImage built = fixture.build(image, Output.OCI, Samples.small("new"));

        Map<String, byte[]> files = files(fixture.file(Output.OCI));
        JsonNode layout = json(files, "index.json").at("/manifests/0");
        assertThat(layout.path("digest").asText()).isEqualTo(built.imageDigest());
        JsonNode index = blob(files, layout);
        assertThat(index.findValuesAsText("architecture")).containsExactly("amd64", "arm64");
        for (JsonNode entry : index.path("manifests")) {
            JsonNode manifest = blob(files, entry);
            assertThat(blob(files, manifest.path("config")).path("architecture").asText())
                    .isEqualTo(entry.at("/platform/architecture").asText());
            manifest.path("layers").forEach(layer -> assertThat(files).containsKey(blobPath(layer)));
        }
        assertThat(built.pushed()).isFalse();
    }

    @Test
    void pullsABaseImageFromTheMirrorOfItsRegistry() {
        other.put("hub/base", "17", "17.0.15");

        fixture()
                .with(mirrored(registry.host(), other.host() + "/hub"))
                .build(onBase(), Output.TAR, Samples.small("new"));

        assertThat(registry.requests()).isEmpty();
        assertThat(other.requests()).contains("HEAD /v2/hub/base/manifests/17");
    }

    @Test
    void passesOverAMirrorThatLacksTheImage() {
        AssemblyFixture fixture = fixture().with(mirrored(registry.host(), other.host() + "/hub"));

        fixture.build(onBase(), Output.TAR, Samples.small("new"));

        assertThat(other.requests()).containsExactly("HEAD /v2/hub/base/manifests/17");
        assertThat(registry.requests()).contains("HEAD /v2/base/manifests/17");
        assertThat(fixture.log().lines())
                .filteredOn(line -> line.contains("mirror"))
                .singleElement()
                .asString()
                .contains("The mirror " + other.host() + " cannot be used", "it has no hub/base:17");
    }

    private AssemblyFixture fixture() {
        return AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
    }

    private ImageSpec image(String tag, String... tags) {
        ImageSpec one = onBase();
        return new ImageSpec(
                ImageReference.parse(registry.host() + "/shop:" + tag, ""),
                List.of(tags),
                List.of(
                        ImageReference.parse(registry.host() + "/mirror/shop", ""),
                        ImageReference.parse(other.host() + "/team/shop", "")),
                one.from(),
                one.platforms(),
                one.config(),
                one.run(),
                one.created(),
                one.manifest());
    }

    private ImageSpec onBase() {
        return Images.full("shop:1")
                .withBase(new BaseReference.Registry(ImageReference.parse(registry.host() + "/base:17", "")));
    }

    private static Registries mirrored(String host, String mirror) {
        return new Registries(
                List.of(),
                name -> Optional.empty(),
                Map.of("DOCKER_CONFIG", "/nowhere", "XDG_RUNTIME_DIR", "/nowhere", "XDG_CONFIG_HOME", "/nowhere"),
                image -> CredentialLookup.none(""),
                List.of(),
                Map.of(host, mirror));
    }

    private static Map<String, byte[]> files(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(files.put(entry.getName(), tar.readAllBytes()))
                        .as(entry.getName())
                        .isNull();
            }
        }
        return files;
    }

    private static JsonNode blob(Map<String, byte[]> files, JsonNode descriptor) throws IOException {
        return json(files, blobPath(descriptor));
    }

    private static String blobPath(JsonNode descriptor) {
        return "blobs/" + descriptor.path("digest").asText().replace(':', '/');
    }

    private static JsonNode json(Map<String, byte[]> files, String name) throws IOException {
        assertThat(files).containsKey(name);
        return new ObjectMapper().readTree(files.get(name));
    }
}
