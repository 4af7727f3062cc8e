package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.ImageSpec;
import io.github.dockerstrategy.image.Output;
import io.github.dockerstrategy.jlink.LinkedRuntimes;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import io.github.dockerstrategy.layout.Layout;
import io.github.dockerstrategy.oci.ImageFormat;
import io.github.dockerstrategy.report.BuiltImage;
import io.github.dockerstrategy.strategy.Destination;
import io.github.dockerstrategy.strategy.Step.AssembleImage;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cache that is too large, used by several at once, or left by somebody who was killed. */
@Timeout(120)
class CacheEvictionTest {

    private static final int LAYER = 100_000; // 75,000 when packed

    /** Of three layers there is room for two. */
    private static final long LIMIT = 200_000;

    @TempDir
    private Path folder;

    @Test
    void whatWasNotUsedForLongGoesFirst() throws IOException {
        BuiltImage a = build("a", LIMIT);
        BuiltImage b = build("b", LIMIT);
        age(a, 2);
        age(b, 3);
        build("a", LIMIT); // used once more
        BuiltImage c = build("c", LIMIT);
        assertThat(cached()).containsExactlyInAnyOrder(digest(a), digest(c));
    }

    @Test
    void whatWasTakenOutIsMadeAgain() throws IOException {
        BuiltImage a = build("a", LIMIT);
        age(a, 1);
        build("b", LIMIT);
        build("c", LIMIT);
        assertThat(cached()).doesNotContain(digest(a));
        assertThat(build("a", LIMIT)).isEqualTo(a);
    }

    @Test
    void linkedRuntimesCountAndGoAsLayersDo() throws Exception {
        Path jlink = folder.resolve("cache/jlink");
        Path oldest = LinkedRuntimes.make(jlink, "runtime-oldest", LAYER, 9);
        Path old = LinkedRuntimes.make(jlink, "runtime-old", LAYER, 1);
        Path used = LinkedRuntimes.make(jlink, "runtime-used", LAYER / 10, 0);
        BuiltImage a = build("a", 3L * LAYER);
        assertThat(oldest).as("there is room for all").exists();
        age(a, 5);
        BuiltImage b = build("b", 260_000);
        assertThat(oldest).doesNotExist();
        assertThat(cached()).containsExactly(digest(b));
        assertThat(old).exists();
        build("c", 1);
        assertThat(old).doesNotExist();
        assertThat(used).as("in use, perhaps").exists();
    }

    @Test
    void nothingIsTakenOutWhileSomebodyBuilds() throws IOException {
        build("a", LIMIT);
        CacheLock other = CacheLock.begin(folder.resolve("cache"));
        build("b", LIMIT);
        build("c", LIMIT);
        assertThat(cached()).hasSize(3);
        other.close();
        build("d", LIMIT);
        assertThat(cached()).hasSizeLessThan(3);
    }

    @Test
    void nothingIsTakenOutWhileAnotherProcessBuilds() throws Exception {
        build("a", LIMIT);
        Process other = start("hold");
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("building");
            build("b", LIMIT);
            build("c", LIMIT);
            assertThat(cached()).hasSize(3);
        } finally {
            other.destroyForcibly().waitFor();
        }
        build("d", LIMIT);
        assertThat(cached()).as("nobody waits for who was killed").hasSizeLessThan(3);
    }

    @Test
    void buildsAtOnceDoNotDisturbEachOther() throws Exception {
        List<String> names = List.of("a", "b", "c", "d");
        Map<String, String> expected = new java.util.TreeMap<>();
        for (String name : names) {
            expected.put(name, digest(build(name, LIMIT)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String name = names.get(i % names.size());
                String work = "work-" + i;
                results.add(threads.submit(() -> name + digest(build(name, LIMIT, work))));
            }
            for (Future<String> result : results) {
                String text = result.get(60, TimeUnit.SECONDS);
                assertThat(text.substring(1)).isEqualTo(expected.get(text.substring(0, 1)));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoeverIsKilledLeavesACacheThatIsRight() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 4; i++) {
            Process builder = start("build");
            assertThat(builder.inputReader().readLine()).isEqualTo("building");
            Thread.sleep(random.nextInt(150));
            builder.destroyForcibly().waitFor();
        }
        for (String name : List.of("a", "b", "c")) {
            assertThat(build(name, Long.MAX_VALUE))
                    .isEqualTo(build(name, Long.MAX_VALUE, "work", folder.resolve("fresh")));
        }
    }

    /** Holds the cache, or builds until it is killed. */
    public static void main(String[] arguments) throws Exception {
        CacheEvictionTest test = new CacheEvictionTest();
        test.folder = Path.of(arguments[1]);
        if (arguments[0].equals("hold")) {
            CacheLock.begin(test.folder.resolve("cache"));
        }
        System.out.println("building");
        while (arguments[0].equals("build")) {
            for (String name : List.of("a", "b", "c")) {
                test.build(name, LIMIT, "killed");
            }
        }
        Thread.sleep(60_000);
    }

    private Process start(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CacheEvictionTest.class.getName(),
                        what,
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private BuiltImage build(String name, long limit) {
        return build(name, limit, "work");
    }

    private BuiltImage build(String name, long limit, String work) {
        return build(name, limit, work, folder.resolve("cache"));
    }

    private BuiltImage build(String name, long limit, String work, Path cache) {
        AssemblySettings settings =
                new AssemblySettings(AssemblyFixture.NO_LOGINS, cache, limit, false, true, "1.2.3", "docker", Map.of());
        ImageSpec image = Images.full("shop:1");
        Path workFolder = folder.resolve(work);
        AssembleImage step = new AssembleImage(image, ImageFormat.DOCKER, Destination.below(workFolder, Output.TAR));
        AssemblyEngine engine = new AssemblyEngine(settings, new RecordedLog());
        UpToDateCheck earlier = engine.earlier(step, image.from(), layout(name), workFolder);
        return engine.assemble(step, image.from(), layout(name), workFolder, earlier);
    }

    private static Layout layout(String name) {
        byte[] noise = new byte[LAYER * 3 / 4];
        new Random(name.hashCode()).nextBytes(noise);
        Entry entry = Entry.text(
                new ContainerPath("/app/" + name),
                java.util.Base64.getEncoder().encodeToString(noise),
                Images.MODIFIED);
        return new Layout(List.of(new Layer(Layer.RESOURCES, List.of(entry))));
    }

    private void age(BuiltImage made, int days) throws IOException {
        Path mark = folder.resolve("cache/layers/sizes").resolve(digest(made));
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(days * 86_400L)));
    }

    private static String digest(BuiltImage made) {
        return made.layers().get(0).digest().replace("sha256:", "");
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> layers = Files.list(folder.resolve("cache/layers/layers"))) {
            return layers.map(layer -> layer.getFileName().toString()).toList();
        }
    }
}
