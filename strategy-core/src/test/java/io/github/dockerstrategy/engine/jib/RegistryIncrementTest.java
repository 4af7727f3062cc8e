package io.github.dockerstrategy.engine.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseImage;
import io.github.dockerstrategy.image.ImageFormat;
import io.github.dockerstrategy.image.ImageName;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.layout.Materials;
import io.github.dockerstrategy.report.Assembled;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleWithJib;
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

/** What is pushed to a registry that has the last image, against what jib would push. */
@Timeout(60)
class RegistryIncrementTest {

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
    void isByteForByteWhatJibMakes(ImageFormat format) {
        for (ImageSpec image : List.of(
                onBase(Images.full(registry.host() + "/shop:1", "2")),
                onBase(Images.plain(registry.host() + "/inherited:1", new BaseImage.Scratch())),
                Images.full(registry.host() + "/nothing:1", "2"),
                Images.plain(registry.host() + "/bare:1", new BaseImage.Scratch()))) {
            Path mine = folder.resolve("mine").resolve(image.name().repository());
            build(image, format, layout("old"), mine);
            int before = registry.requests().size();
            Assembled quick = build(image, format, layout("new"), mine);
            assertThat(registry.requests().subList(before, registry.requests().size()))
                    .as("only what is new is asked for")
                    .filteredOn(request -> request.matches("HEAD /v2/.*/blobs/.*"))
                    .hasSize(2);
            ImageSpec elsewhere = new ImageSpec(
                    ImageName.parse(registry.host() + "/jib:1", ""),
                    image.tags(),
                    image.from(),
                    image.platforms(),
                    image.config(),
                    image.run(),
                    image.created());
            Path fresh = folder.resolve("jib").resolve(image.name().repository());
            Assembled jib = build(elsewhere, format, layout("new"), fresh);
            assertThat(quick).isEqualTo(jib);
            for (String tag : image.allTags()) {
                assertThat(registry.manifest(image.name().repository(), tag)).isEqualTo(registry.manifest("jib", tag));
            }
        }
    }

    @Test
    void asksForNothingThatTheLastImageHas() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        int before = registry.requests().size();
        build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.requests().subList(before, registry.requests().size()).stream()
                        .map(request -> request.replaceAll("sha256:[0-9a-f]+", "DIGEST")
                                .replaceAll("uploads/\\d*", "uploads/")))
                .containsExactlyInAnyOrder(
                        "HEAD /v2/shop/manifests/1",
                        "HEAD /v2/base/manifests/17",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PATCH /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "HEAD /v2/shop/blobs/DIGEST",
                        "POST /v2/shop/blobs/uploads/",
                        "PATCH /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/blobs/uploads/",
                        "PUT /v2/shop/manifests/1");
    }

    @Test
    void anotherBaseIsLeftToJib() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        registry.put("base", "17", "17.0.16");
        Assembled made = build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.manifest("shop", "1").orElseThrow())
                .contains(made.imageId())
                .contains(made.layers().get(1).digest());
    }

    @Test
    void aRegistryThatHasLostTheLastImageGetsAllOfIt() {
        ImageSpec image = onBase(Images.full(registry.host() + "/shop:1"));
        build(image, ImageFormat.DOCKER, layout("old"), folder);
        registry.remove("shop", "1");
        int before = registry.requests().size();
        build(image, ImageFormat.DOCKER, layout("new"), folder);
        assertThat(registry.requests().subList(before, registry.requests().size()).stream()
                        .filter(request -> request.startsWith("HEAD /v2/shop/blobs/")))
                .as("each layer is asked for")
                .hasSizeGreaterThan(3);
    }

    @Test
    void aRegistryThatWantsALoginGetsIt() throws IOException {
        registry.withLogin("ann", "open");
        RegistrySettings settings = new RegistrySettings(
                registry.host(), java.util.Optional.of(new Login("ann", "open")), java.util.Optional.empty(), true);
        ImageSpec image = Images.full(registry.host() + "/shop:1");
        Workbench bench = Workbench.in(folder.resolve("work"), folder.resolve("cache"))
                .with(Workbench.registries(List.of(settings)));
        build(bench, image, ImageFormat.DOCKER, layout("old"));
        Assembled made = build(bench, image, ImageFormat.DOCKER, layout("new"));
        assertThat(registry.manifest("shop", "1").orElseThrow()).contains(made.imageId());
    }

    private ImageSpec onBase(ImageSpec image) {
        return image.withBase(new BaseImage.Registry(ImageName.parse(registry.host() + "/base:17", "")));
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

    private Assembled build(ImageSpec image, ImageFormat format, Layout layout, Path where) {
        return build(Workbench.in(where.resolve("work"), where.resolve("cache")), image, format, layout);
    }

    private static Assembled build(Workbench bench, ImageSpec image, ImageFormat format, Layout layout) {
        AssembleWithJib step =
                new AssembleWithJib(image, format, Destination.below(bench.workFolder(), Output.REGISTRY));
        JibEngine engine = bench.engine();
        BaseImage base = engine.check(image, step.to(), 17);
        EarlierBuild earlier = engine.earlier(step, base, layout, bench.workFolder());
        Layout files = new Materials(bench.workFolder().resolve("work")).of(layout);
        Assembled made = engine.assemble(step, base, files, bench.workFolder(), earlier);
        earlier.remember(made);
        return made;
    }
}
