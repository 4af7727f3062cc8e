package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.registry.Credentials;
import io.github.dockerstrategy.oci.registry.RegistrySettings;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
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

/** What a push sends, and that the image is the same as in an archive and, but for its history, as jib-core makes it. */
@Timeout(60)
class RegistryOutputTest {

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        registry.put("base", "17", "17.0.15");
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @ParameterizedTest
    @EnumSource(ImageFormat.class)
    void hasTheConfigAndTheFilesThatJibWouldGiveIt(ImageFormat format) {
        for (ImageSpec image : List.of(
                onBase(Images.full(registry.host() + "/shop:1", "2")),
                onBase(Images.plain(registry.host() + "/inherited:1", new BaseReference.Scratch())),
                onRichBase(Images.full(registry.host() + "/rich:1", "2"), format),
                onRichBase(Images.plain(registry.host() + "/heir:1", new BaseReference.Scratch()), format),
                Images.full(registry.host() + "/nothing:1", "2"),
                Images.plain(registry.host() + "/bare:1", new BaseReference.Scratch()))) {
            BuiltImage archived = archived(image, format, layout("new"));
            ArchivedImage ours = ArchivedImage.read(folder.resolve("archived/work/image.tar"));
            ArchivedImage jib = withJib(image, format, layout("new"));
            assertThat(ours.settings()).as(image.name() + ": config").isEqualTo(jib.settings());
            assertThat(ours.layers()).as(image.name() + ": layers").isEqualTo(jib.layers());
            assertThat(ours.config().toString()).doesNotContainIgnoringCase("jib");

            BuiltImage pushed = build(image, format, layout("new"), folder.resolve("pushed"));
            assertThat(pushed.imageDigest()).isEqualTo(archived.imageDigest());
            assertThat(pushed.layers()).isEqualTo(archived.layers());
            for (ImageReference name : image.names()) {
                assertThat(registry.digest(name.repository(), name.tagOrLatest()))
                        .isEqualTo(pushed.imageDigest());
            }
        }
    }

    @Test
    void firstPushMountsTheBaseImagesLayersAndUploadsTheRest() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(plain(registry.requests()))
                .containsExactlyInAnyOrder(
                        "HEAD /v2/shop/manifests/1",
                        "HEAD /v2/base/manifests/17",
                        "GET /v2/base/manifests/DIGEST",
                        "GET /v2/base/blobs/DIGEST",
                        "GET /v2/shop/manifests/1",
                        "POST /v2/shop/blobs/uploads/?mount",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/manifests/1");
    }

    @Test
    void uploadsNothingOfAnImageThatIsThereUnderAnotherTag() {
        build(onBase(Images.full(registry.host() + "/shop:1")), ImageFormat.DOCKER, layout("new"), folder);
        int before = registry.requests().size();
        build(onBase(Images.full(registry.host() + "/shop:2")), ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .filteredOn(request -> request.startsWith("P"))
                .as("mounted, and named")
                .containsExactly("POST /v2/shop/blobs/uploads/?mount", "PUT /v2/shop/manifests/2");
    }

    @Test
    void makesNoRequestForLayersOfTheLastImage() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        int before = registry.requests().size();
        build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(plain(registry.requests().subList(before, registry.requests().size())))
                .containsExactlyInAnyOrder(
                        "HEAD /v2/shop/manifests/1",
                        "HEAD /v2/base/manifests/17",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "POST /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/manifests/1");
    }

    @Test
    void reportsProgress() {
        AssemblyFixture bench = AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"));
        build(bench, onBase(Images.full(registry.host() + "/shop:1")), ImageFormat.DOCKER, layout("new"));
        assertThat(bench.log().transferred()).isEqualTo(1);
    }

    @Test
    void withoutARecordTheLastImageIsReadFromTheRegistry() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder.resolve("here"));
        int before = registry.requests().size();
        build(image, ImageFormat.DOCKER, layout("new"), folder.resolve("there"));
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .as("one layer is new, and only that is asked for and sent")
                .filteredOn(request -> request.startsWith("HEAD /v2/shop/blobs/"))
                .hasSize(1);
    }

    @Test
    void layersOfAnotherBaseImageAreMountedAsWell() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        registry.put("base", "17", "17.0.16");
        BuiltImage made = build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.manifest("shop", "1").orElseThrow())
                .contains(made.imageId())
                .contains(made.layers().get(1).digest());
        assertThat(made.imageDigest())
                .isEqualTo(archived(image, ImageFormat.DOCKER, layout("new")).imageDigest());
    }

    @Test
    void layersThatCannotBeMountedAreUploaded() {
        registry.withoutMounts();
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        BuiltImage made = build(image, ImageFormat.DOCKER, layout("new"), folder);
        String below = made.layers().get(0).digest();
        assertThat(registry.requests())
                .as("the place that was opened for it is given up")
                .anyMatch(request -> request.startsWith("DELETE /v2/shop/blobs/uploads/"))
                .as("it is there, as the registry has one place for all")
                .contains("HEAD /v2/shop/blobs/" + below);
        assertThat(registry.manifest("shop", "1").orElseThrow()).contains(made.imageId());
    }

    @Test
    void layersOfABaseImageInAnotherRegistryAreUploadedOnce() throws IOException {
        try (FakeRegistry target = new FakeRegistry()) {
            ImageSpec image = onBase(Images.full(target.host() + "/shop:1"));
            BuiltImage made = build(image, ImageFormat.DOCKER, layout("old"), folder);
            String below = made.layers().get(0).digest();
            assertThat(registry.requests()).containsOnlyOnce("GET /v2/base/blobs/" + below);
            assertThat(target.requests()).noneMatch(request -> request.startsWith("PATCH "));
            assertThat(made.imageDigest())
                    .isEqualTo(
                            archived(image, ImageFormat.DOCKER, layout("old")).imageDigest());

            int before = registry.requests().size();
            build(image, ImageFormat.DOCKER, layout("new"), folder);
            assertThat(registry.requests().subList(before, registry.requests().size()))
                    .containsExactly("HEAD /v2/base/manifests/17");
        }
    }

    @Test
    void aRegistryThatHasLostTheLastImageGetsAllOfIt() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        registry.remove("shop", "1");
        int before = registry.requests().size();
        build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.requests().subList(before, registry.requests().size()).stream()
                        .filter(request -> request.startsWith("HEAD /v2/shop/blobs/")
                                || request.startsWith("POST /v2/shop/blobs/uploads/?mount")))
                .as("each layer is asked for, and the configuration")
                .hasSize(4);
    }

    @Test
    void credentialsAreSentToARegistryThatChallenges() {
        registry.withLogin("ann", "open");
        RegistrySettings settings = new RegistrySettings(
                registry.host(),
                java.util.Optional.of(new Credentials("ann", "open")),
                java.util.Optional.empty(),
                true);
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        AssemblyFixture bench = AssemblyFixture.in(folder.resolve("work"), folder.resolve("cache"))
                .with(AssemblyFixture.registries(List.of(settings)));
        build(bench, image, ImageFormat.DOCKER, layout("old"));
        BuiltImage made = build(bench, image, ImageFormat.DOCKER, layout("new"));
        assertThat(registry.manifest("shop", "1").orElseThrow()).contains(made.imageId());
        assertThat(registry.requests())
                .as("each client is turned away once, then shows the login with each request")
                .filteredOn(request -> !request.endsWith(" *"))
                .hasSize(4)
                .allMatch(request -> request.startsWith("HEAD "));
        assertThat(registry.requests()).noneMatch(request -> request.startsWith("PATCH "));
    }

    @Test
    void aPortThatIsNoneIsAProblemInWords() {
        assertThatThrownBy(() -> Images.full("localhost:99999/shop:1"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("'localhost:99999' is not a registry host");
    }

    @Test
    void aServerErrorIsRetried() {
        registry.withFaults(1, "PUT /v2/shop/manifests");
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        BuiltImage made = build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.manifest("shop", "1").orElseThrow()).contains(made.imageId());
    }

    @Test
    void tagsThatWereMovedBeforeAFailingOneAreNamed() {
        registry.withFaults(100, "PUT /v2/shop/manifests/latest");
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1", "2", "latest"));
        assertThatThrownBy(() -> build(image, ImageFormat.DOCKER, layout("new"), folder))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("answered 503: no to PUT /v2/shop/manifests/latest")
                .hasMessageContaining("Already pushed: 1, 2.");
        assertThat(registry.requests())
                .filteredOn(request -> request.startsWith("PUT /v2/shop/manifests/latest"))
                .as("retried a few times, by one client")
                .hasSize(4);
    }

    private static List<String> plain(List<String> requests) {
        return requests.stream()
                .map(request -> request.replaceAll("sha256:[0-9a-f]+", "DIGEST").replaceAll("uploads/\\d*", "uploads/"))
                .toList();
    }

    private ArchivedImage withJib(ImageSpec image, ImageFormat format, Layout layout) {
        return new JibReference(folder.resolve("jib").resolve(image.name().repository())).build(image, format, layout);
    }

    /** The same image in an archive. */
    private BuiltImage archived(ImageSpec image, ImageFormat format, Layout layout) {
        AssemblyFixture fixture = AssemblyFixture.in(folder.resolve("archived/work"), folder.resolve("archived/cache"));
        return build(fixture, image, format, layout, Output.TAR);
    }

    /** jib drops the health check of an OCI image's base. */
    private ImageSpec onRichBase(ImageSpec image, ImageFormat format) {
        return image.withBase(new BaseReference.Registry(ImageReference.parse(
                registry.host() + "/rich@" + registry.putRich("rich", format == ImageFormat.DOCKER), "")));
    }

    private ImageSpec onBase(ImageSpec image) {
        return image.withBase(new BaseReference.Registry(ImageReference.parse(registry.host() + "/base:17", "")));
    }

    private static Layout layout(String content) {
        return new Layout(Stream.concat(
                        Stream.of(new Layer(
                                Layer.DEPENDENCIES,
                                List.of(Entry.text(
                                        new io.github.dockerstrategy.image.ContainerPath("/app/libs/a.jar"),
                                        "a jar",
                                        Images.MODIFIED)))),
                        Samples.small(content).layers().stream())
                .toList());
    }

    private BuiltImage build(ImageSpec image, ImageFormat format, Layout layout, Path where) {
        return build(AssemblyFixture.in(where.resolve("work"), where.resolve("cache")), image, format, layout);
    }

    private static BuiltImage build(AssemblyFixture bench, ImageSpec image, ImageFormat format, Layout layout) {
        return build(bench, image, format, layout, Output.REGISTRY);
    }

    private static BuiltImage build(
            AssemblyFixture bench, ImageSpec image, ImageFormat format, Layout layout, Output output) {
        AssembleImage step = new AssembleImage(image, format, Destination.below(bench.workFolder(), output));
        AssemblyEngine engine = bench.engine();
        BaseReference base = engine.check(image, step.to(), 17);
        UpToDateCheck earlier = engine.earlier(step, base, layout, bench.workFolder());
        BuiltImage made = engine.assemble(step, base, layout, bench.workFolder(), earlier);
        earlier.remember(made);
        return made;
    }
}
