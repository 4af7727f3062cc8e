package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.files.Sha256;
import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerConfig;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.ManifestSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.image.Port;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.oci.ImageReference;
import io.github.dockerstrategy.oci.Platform;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is built again, and what is not: a wrong answer here is an image with old code in it. */
@Timeout(60)
class UpToDateCheckTest {

    private static final Instant LATER = Images.CREATED.plusSeconds(1);

    private static final Platform ARM = new Platform("linux", "arm64");

    @TempDir
    private Path folder;

    private FakeRegistry registry;

    /** Everything that goes into a build. */
    private record Given(ImageSpec image, ImageFormat format, Output output, Layout layout, String version) {
        Given with(ImageSpec other) {
            return new Given(other, format, output, layout, version);
        }

        Given with(Layout other) {
            return new Given(image, format, output, other, version);
        }

        Given with(ContainerConfig config) {
            return with(new ImageSpec(
                    image.name(),
                    image.tags(),
                    image.from(),
                    image.platforms(),
                    config,
                    image.run(),
                    image.created(),
                    image.manifest()));
        }

        Given to(Output other) {
            return new Given(image, format, other, layout, version);
        }
    }

    @BeforeEach
    void start() throws IOException {
        registry = new FakeRegistry();
        registry.putIndex("base", "17", "17.0.15", Platform.LINUX_AMD64, ARM);
    }

    @AfterEach
    void stop() throws IOException {
        registry.close();
    }

    @Test
    void theSameAgainIsNotBuiltAgain() {
        BuiltImage made = make(given());
        assertThat(kept(given())).contains(made);
    }

    @Test
    void theSameFilesWrittenAnewAreTheSame() throws IOException {
        make(given());
        for (Path file : List.of(source("a.jar"), source("Main.class"))) {
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            Files.write(file, content);
        }
        assertThat(kept(given())).isPresent();
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfTheImageIsBuilt() {
        return Stream.of(ImageSpec.class.getRecordComponents())
                .map(component -> DynamicTest.dynamicTest(component.getName(), () -> {
                    make(given());
                    assertThat(kept(given().with(changed(given().image(), component))))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfTheConfigurationIsBuilt() {
        return Stream.of(ContainerConfig.class.getRecordComponents())
                .map(component -> DynamicTest.dynamicTest(component.getName(), () -> {
                    make(given());
                    assertThat(kept(given().with(changed(given().image().config(), component))))
                            .isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfAnEntryIsBuilt() {
        Map<String, UnaryOperator<Entry>> changes = Map.of(
                "path",
                entry -> new Entry(
                        new ContainerPath("/elsewhere"),
                        entry.content(),
                        entry.mode(),
                        entry.owner(),
                        entry.modified()),
                "mode",
                entry -> entry.withMode(FileMode.EXECUTABLE),
                "owner",
                entry -> entry.withOwner(new Ownership(1, 0)),
                "group",
                entry -> entry.withOwner(new Ownership(0, 1)),
                "time",
                entry -> new Entry(entry.path(), entry.content(), entry.mode(), entry.owner(), LATER),
                "text",
                entry -> entry.withContent(new Entry.Content.Text("other text")),
                "kind",
                entry -> entry.withContent(new Entry.Content.Directory()));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    make(given());
                    List<Layer> layers = new ArrayList<>(given().layout().layers());
                    Layer last = layers.remove(layers.size() - 1);
                    Entry entry = change.getValue().apply(last.entries().get(0));
                    layers.add(new Layer(last.name(), List.of(entry)));
                    assertThat(kept(given().with(new Layout(layers)))).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aChangeOfTheLayersIsBuilt() {
        Map<String, UnaryOperator<List<Layer>>> changes = Map.of(
                "one more",
                layers -> Stream.concat(layers.stream(), Samples.small("x").layers().stream())
                        .toList(),
                "one less",
                layers -> layers.subList(1, layers.size()),
                "another order",
                layers -> List.of(layers.get(1), layers.get(0), layers.get(2)),
                "another name",
                layers -> List.of(new Layer("other", layers.get(0).entries()), layers.get(1), layers.get(2)));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    make(given());
                    Layout other =
                            new Layout(change.getValue().apply(given().layout().layers()));
                    assertThat(kept(given().with(other))).isEmpty();
                }));
    }

    @Test
    void anotherContentUnderTheOldSizeAndTimeIsBuilt() throws IOException {
        for (String name : List.of("a.jar", "Main.class")) {
            make(given());
            FileTime time = Files.getLastModifiedTime(source(name));
            byte[] content = Files.readAllBytes(source(name));
            content[content.length / 2]++;
            Files.write(source(name), content);
            Files.setLastModifiedTime(source(name), time);
            assertThat(kept(given())).as(name).isEmpty();
        }
    }

    @Test
    void aFileIsReadOnceAndAgainWhenItHasChangedUnderItsOldSizeAndTime() throws Exception {
        Path file = source("Main.class");
        FileTime time = Files.getLastModifiedTime(file);
        FileHashCache young = new FileHashCache(Map.of());
        String hash = young.of(file);
        assertThat(young.seen()).as("too young to be sure of").isEmpty();
        Thread.sleep(2100); // until the file system's clock has gone on
        FileHashCache settled = new FileHashCache(Map.of());
        assertThat(settled.of(file)).isEqualTo(hash);
        FileHashCache.Seen seen = Objects.requireNonNull(settled.seen().get(file.toString()));
        Map<String, FileHashCache.Seen> before =
                Map.of(file.toString(), new FileHashCache.Seen(seen.stamp(), "not read"));
        assertThat(new FileHashCache(before).of(file)).as("known by its stamp").isEqualTo("not read");

        byte[] content = Files.readAllBytes(file);
        content[0]++;
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);

        assertThat(new FileHashCache(before).of(file)).as("read again").isNotIn("not read", hash);
        Thread.sleep(2100);
        assertThat(new FileHashCache(before).of(file))
                .as("read again, though not young")
                .isNotIn("not read", hash);
    }

    @Test
    void aFileThatWasPutInTheOldOnesPlaceIsRead() throws Exception {
        Path file = source("Main.class");
        Path other = Files.copy(file, folder.resolve("other"));
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Thread.sleep(2100);
        FileHashCache first = new FileHashCache(Map.of());
        String hash = first.of(file);
        FileHashCache.Seen seen = Objects.requireNonNull(first.seen().get(file.toString()));
        Map<String, FileHashCache.Seen> before =
                Map.of(file.toString(), new FileHashCache.Seen(seen.stamp(), "not read"));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(new FileHashCache(before).of(file)).isEqualTo(hash);
    }

    @Test
    void whereTheFileSystemTellsTooLittleAFileIsReadEachTime() throws Exception {
        Path archive = Jars.jar().member("a.txt", "old").write(folder.resolve("some.jar"));
        Thread.sleep(2100);
        try (FileSystem inside = FileSystems.newFileSystem(archive)) {
            FileHashCache hashes = new FileHashCache(Map.of());
            assertThat(hashes.of(inside.getPath("a.txt"))).isEqualTo(Sha256.hex("old"));
            assertThat(hashes.seen()).isEmpty();
            assertThat(FileHashCache.stamp(inside.getPath("a.txt"))).isEmpty();
        }
    }

    @Test
    void aMemberOfAnArchiveThatHasChangedIsBuilt() {
        Path war = folder.resolve("demo.war");
        Given given = given().with(zipped(Jars.jar().member("a.txt", "old").write(war)));
        make(given);
        Jars.jar().member("b.txt", "beside").member("a.txt", "old").write(war);
        assertThat(kept(given))
                .as("the archive is another one, its member is not")
                .isPresent();
        Jars.jar().member("a.txt", "new").write(war);
        assertThat(kept(given)).isEmpty();
    }

    @Test
    void anotherVersionOfThePluginBuilds() {
        make(given());
        assertThat(kept(new Given(given().image(), given().format(), given().output(), given().layout(), "1.2.4")))
                .isEmpty();
    }

    @Test
    void anotherFormatIsBuilt() {
        make(given().to(Output.REGISTRY));
        assertThat(kept(new Given(
                        given().image(), ImageFormat.OCI, Output.REGISTRY, given().layout(), given().version())))
                .isEmpty();
    }

    @Test
    void anotherPlaceIsBuilt() {
        make(given());
        assertThat(kept(given().to(Output.OCI))).isEmpty();
        assertThat(kept(given().to(Output.REGISTRY))).isEmpty();
    }

    @Test
    void aBaseWhoseTagHasMovedIsBuilt() {
        make(given());
        registry.put("base", "17", "17.0.16");
        assertThat(kept(given())).isEmpty();
    }

    @Test
    void aBaseArchiveThatHasChangedIsBuilt() throws IOException {
        make(given());
        Path base = Files.copy(folder.resolve("work/image.tar"), folder.resolve("base.tar"));
        Given given = given().with(given().image().withBase(new BaseReference.Tar(base)));
        BuiltImage made = make(given);
        assertThat(kept(given)).contains(made);
        byte[] content = Files.readAllBytes(base);
        content[content.length - 1]++;
        Files.write(base, content);
        assertThat(kept(given)).isEmpty();
    }

    @Test
    void whatADaemonCallsByANameCanBeAnythingByNow() {
        Given given =
                given().with(given().image().withBase(new BaseReference.Daemon(ImageReference.parse("base", ""))));
        UpToDateCheck earlier = earlier(given, given.image().from());
        earlier.remember(new BuiltImage("base", "sha256:1", "sha256:2", List.of(), 0, false));
        assertThat(earlier(given, given.image().from()).result()).isEmpty();
    }

    @Test
    void anArchiveThatIsGoneOrAnotherIsBuilt() throws IOException {
        Path archive = folder.resolve("work/image.tar");
        make(given());
        FileTime time = Files.getLastModifiedTime(archive);
        byte[] content = Files.readAllBytes(archive);
        Files.write(archive, content);
        Files.setLastModifiedTime(archive, time);
        assertThat(kept(given())).as("written by somebody else").isEmpty();
        make(given());
        Files.delete(archive);
        assertThat(kept(given())).isEmpty();
    }

    @Test
    void aTagThatTheRegistryHasLostOrGivenAwayIsBuilt() {
        Given given = given().to(Output.REGISTRY);
        make(given);
        assertThat(kept(given)).isPresent();
        registry.remove("shop", "2");
        assertThat(kept(given)).as("the second tag is gone").isEmpty();
        make(given);
        registry.put("shop", "1", "17");
        assertThat(kept(given)).as("the first tag is somebody else's").isEmpty();
    }

    @Test
    void asksForEachTagOnceAndForTheBaseOnce() {
        Given given = given().to(Output.REGISTRY);
        make(given);
        int before = registry.requests().size();
        assertThat(kept(given)).isPresent();
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .containsExactlyInAnyOrder(
                        "HEAD /v2/shop/manifests/1", "HEAD /v2/shop/manifests/2", "HEAD /v2/base/manifests/17");
    }

    @Test
    void doesNotAskForABaseThatIsNamedByItsDigest() {
        String digest = registry.put("base", "17", "17.0.15");
        Given given = given().with(given().image()
                        .withBase(new BaseReference.Registry(
                                ImageReference.parse(registry.host() + "/base@" + digest, ""))))
                .to(Output.REGISTRY);
        make(given);
        int before = registry.requests().size();
        assertThat(kept(given)).isPresent();
        assertThat(registry.requests().subList(before, registry.requests().size()))
                .containsExactlyInAnyOrder("HEAD /v2/shop/manifests/1", "HEAD /v2/shop/manifests/2");
    }

    @Test
    void whoForcesItGetsABuild() {
        make(given());
        assertThat(earlier(given(), settings(given(), true), base(given())).result())
                .isEmpty();
    }

    @Test
    void aMemoryThatIsNotWholeIsNone() throws IOException {
        make(given());
        try (Stream<Path> memories = Files.list(folder.resolve("cache/results"))) {
            Path memory = memories.findFirst().orElseThrow();
            String text = Files.readString(memory);
            Files.writeString(memory, text.substring(0, text.length() / 2));
        }
        assertThat(kept(given())).isEmpty();
        make(given());
        assertThat(kept(given())).isPresent();
    }

    private Given given() {
        ImageSpec full = Images.full(registry.host() + "/shop:1", "2");
        ImageSpec image =
                full.withBase(new BaseReference.Registry(ImageReference.parse(registry.host() + "/base:17", "")));
        Layout layout = new Layout(List.of(
                new Layer(
                        Layer.DEPENDENCIES,
                        List.of(Entry.file(new ContainerPath("/app/libs/a.jar"), source("a.jar"), Images.MODIFIED))),
                new Layer(
                        Layer.RESOURCES,
                        List.of(Entry.file(
                                new ContainerPath("/app/Main.class"), source("Main.class"), Images.MODIFIED))),
                new Layer(
                        Layer.LAUNCH,
                        List.of(Entry.text(new ContainerPath("/app/launch.args"), "-cp\n/app", Images.MODIFIED)))));
        return new Given(image, ImageFormat.DOCKER, Output.TAR, layout, "1.2.3");
    }

    /** Files of the host, a large one and a small one. */
    private Path source(String name) {
        Path file = folder.resolve("sources").resolve(name);
        try {
            if (Files.notExists(file)) {
                byte[] content = new byte[name.endsWith(".jar") ? 100_000 : 1_000];
                new Random(1).nextBytes(content);
                Files.createDirectories(file.getParent());
                Files.write(file, content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Layout zipped(Path war) {
        Entry entry = Entry.text(new ContainerPath("/app/a.txt"), "", Images.MODIFIED)
                .withContent(new Entry.Content.Zipped(war, "a.txt"));
        return new Layout(List.of(new Layer(Layer.RESOURCES, List.of(entry))));
    }

    /** A build that does all of its work. */
    private BuiltImage make(Given given) {
        AssemblyEngine engine = new AssemblyEngine(settings(given, false), new RecordedLog());
        Path work = folder.resolve("work");
        BaseReference base = engine.check(given.image(), step(given).to(), 17);
        UpToDateCheck earlier = engine.earlier(step(given), base, given.layout(), work);
        BuiltImage made = engine.assemble(step(given), base, given.layout(), work, earlier);
        earlier.remember(made);
        return made;
    }

    /** What a build finds that need not be made. */
    private Optional<BuiltImage> kept(Given given) {
        AssemblyEngine engine = new AssemblyEngine(settings(given, false), new RecordedLog());
        BaseReference base = engine.check(given.image(), step(given).to(), 17);
        return engine.earlier(step(given), base, given.layout(), folder.resolve("work"))
                .result();
    }

    private UpToDateCheck earlier(Given given, BaseReference base) {
        return earlier(given, settings(given, false), base);
    }

    private UpToDateCheck earlier(Given given, AssemblySettings settings, BaseReference base) {
        return new AssemblyEngine(settings, new RecordedLog())
                .earlier(step(given), base, given.layout(), folder.resolve("work"));
    }

    private BaseReference base(Given given) {
        return new AssemblyEngine(settings(given, false), new RecordedLog())
                .check(given.image(), step(given).to(), 17);
    }

    private AssembleImage step(Given given) {
        return new AssembleImage(
                given.image(), given.format(), Destination.below(folder.resolve("work"), given.output()));
    }

    private AssemblySettings settings(Given given, boolean force) {
        return new AssemblySettings(
                AssemblyFixture.NO_LOGINS,
                folder.resolve("cache"),
                Long.MAX_VALUE,
                false,
                force,
                given.version(),
                "docker",
                Map.of());
    }

    private <T extends Record> T changed(T value, RecordComponent component) throws ReflectiveOperationException {
        RecordComponent[] components = value.getClass().getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Object old = components[i].getAccessor().invoke(value);
            values[i] = components[i].getName().equals(component.getName()) ? other(component.getName(), old) : old;
        }
        @SuppressWarnings("unchecked")
        Constructor<T> constructor = (Constructor<T>) value.getClass().getConstructor(types);
        return constructor.newInstance(values);
    }

    /** Another value for a component of that name; a component that is new here has to be given one. */
    private Object other(String component, Object old) {
        return switch (component) {
            case "name" -> ImageReference.parse(registry.host() + "/shop:9", "");
            case "tags" -> List.of("2", "3");
            case "repositories" -> List.of(ImageReference.parse(registry.host() + "/other", ""));
            case "from" -> new BaseReference.Scratch();
            case "platforms" -> List.of(Platform.LINUX_AMD64, ARM);
            case "config" -> ContainerConfig.inherited();
            case "run" -> List.of("true");
            case "created" -> LATER;
            case "manifest" -> new ManifestSpec(Optional.empty(), Map.of("org.opencontainers.image.vendor", "ACME"));
            case "entrypoint" -> Optional.of(List.of("java @/app/launch.args"));
            case "cmd" -> Optional.of(List.of("--port, 8080"));
            case "environment" -> Map.of("GREETING", "hello", "NAME", "world");
            case "ports" -> new TreeSet<>(List.of(new Port(8080, Port.Protocol.UDP)));
            case "labels" -> Map.of();
            case "volumes" -> new TreeSet<>(List.of(new ContainerPath("/other")));
            case "user" -> Optional.of("0:0");
            case "workingDirectory" -> Optional.of(new ContainerPath("/"));
            case "healthCheck" ->
                Optional.of(new io.github.dockerstrategy.image.HealthCheck(
                        List.of("true"),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
            default -> throw new IllegalArgumentException("give " + component + " another value than " + old);
        };
    }
}
