package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.jlink.KeptRuntimes.Kept;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeptRuntimesTest {

    @TempDir
    private Path cache;

    @Test
    void areToldWithTheirSizesAndLastUses() throws Exception {
        runtime("runtime-a", 1000, 3);
        runtime("runtime-b", 20, 1);
        assertThat(runtimes().all())
                .extracting(Kept::name, Kept::size)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("runtime-a", 1000L),
                        org.assertj.core.groups.Tuple.tuple("runtime-b", 20L));
        assertThat(only("runtime-a").used()).isBefore(Instant.now().minus(Duration.ofDays(2)));
        assertThat(KeptRuntimes.below(cache.resolve("nothing")).all()).isEmpty();
    }

    @Test
    void areUsedByWhoeverAsksForThem() throws Exception {
        runtime("runtime-a", 1000, 3);
        new CacheFolder(runtimes().folder()).entry("runtime-a", making -> {
            throw new AssertionError("it is there");
        });
        assertThat(only("runtime-a").used()).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
    }

    @Test
    void goWithAllThatIsKnownOfThem() throws Exception {
        Path gone = runtime("runtime-a", 1000, 3);
        runtime("runtime-b", 1000, 3);
        assertThat(runtimes().remove(only("runtime-a"))).isTrue();
        assertThat(gone).doesNotExist();
        try (var files = Files.list(runtimes().folder())) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("runtime-a.lock", "runtime-b", "runtime-b.lock", "libraries-runtime-b");
        }
    }

    @Test
    void stayWhileABuildMayReadThem() throws Exception {
        Path used = runtime("runtime-a", 1000, 0);
        assertThat(runtimes().remove(only("runtime-a"))).isFalse();
        assertThat(used).exists();
    }

    @Test
    void stayWhileSomebodyAsksForThem() throws Exception {
        Path asked = runtime("runtime-a", 1000, 3);
        Path lock = runtimes().folder().resolve("runtime-a.lock");
        try (FileChannel other = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(runtimes().remove(only("runtime-a"))).isFalse();
        }
        assertThat(asked).exists();
        assertThat(runtimes().remove(only("runtime-a"))).isTrue();
    }

    /** Whoever got one finds all of its files, though others remove what looks old all the time. */
    @Test
    void areWholeForWhoeverGotOne() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> builds = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                builds.add(threads.submit(() -> {
                    for (int round = 0; round < 50; round++) {
                        Path got = runtime("runtime-a", 1000, 0);
                        assertThat(got.resolve("modules")).hasSize(1000);
                    }
                    return null;
                }));
            }
            Future<Integer> tidying = threads.submit(() -> {
                int removed = 0;
                while (!done.get()) {
                    runtime("runtime-old", 10, 3);
                    for (Kept kept : runtimes().all()) {
                        removed += runtimes().remove(kept) ? 1 : 0;
                    }
                }
                return removed;
            });
            for (Future<?> build : builds) {
                build.get(50, TimeUnit.SECONDS);
            }
            done.set(true);
            assertThat(tidying.get(10, TimeUnit.SECONDS)).isPositive();
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    private Path runtime(String name, int size, int days) throws IOException, InterruptedException {
        return LinkedRuntimes.make(runtimes().folder(), name, size, days);
    }

    private Kept only(String name) throws IOException {
        return runtimes().all().stream()
                .filter(kept -> kept.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private KeptRuntimes runtimes() {
        return KeptRuntimes.below(cache);
    }
}
