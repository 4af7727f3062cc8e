package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    private final AtomicInteger made = new AtomicInteger();

    @Test
    void makesAnEntryOnce() throws Exception {
        Path first = cache().entry("a", this::make);
        Path second = cache().entry("a", this::make);

        assertThat(second).isEqualTo(first);
        assertThat(first.resolve("bin/java")).hasContent("java");
        assertThat(made).hasValue(1);
    }

    @Test
    void makesAnEntryAgainThatLostAFile() throws Exception {
        Files.delete(cache().entry("a", this::make).resolve("bin/java"));

        assertThat(cache().entry("a", this::make).resolve("bin/java")).hasContent("java");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesAnEntryAgainWhoseFileWasCutShort() throws Exception {
        Files.writeString(cache().entry("a", this::make).resolve("lib/modules"), "");

        assertThat(cache().entry("a", this::make).resolve("lib/modules")).hasContent("modules");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesAnEntryAgainWhoseFileHasAnotherContentOfTheSameSize() throws Exception {
        Files.writeString(cache().entry("a", this::make).resolve("lib/modules"), "mOdules");

        assertThat(cache().entry("a", this::make).resolve("lib/modules")).hasContent("modules");
        assertThat(made).hasValue(2);
    }

    @Test
    void makesAnEntryAgainWhoseListIsNoText() throws Exception {
        Path list = cache().entry("a", this::make).resolve("entry.list");
        Files.write(list, new byte[] {(byte) 0xff, (byte) 0xfe});

        cache().entry("a", this::make);

        assertThat(made).hasValue(2);
    }

    @Test
    void makesAnEntryAgainWhoseListWasCutShort() throws Exception {
        Path list = cache().entry("a", this::make).resolve("entry.list");
        Files.writeString(list, Files.readString(list).substring(0, 10));

        cache().entry("a", this::make);

        assertThat(made).hasValue(2);
    }

    @Test
    void leavesNothingBehindWhenTheMakerFails() {
        assertThatThrownBy(() -> cache().entry("a", making -> {
                    make(making);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("No space left on device");
        assertThat(names()).containsExactly("a.lock");
    }

    @Test
    void removesWhatAKilledProcessLeftTheDayBeforeButNotWhatAnotherIsMaking() throws Exception {
        Path abandoned =
                Files.createDirectories(folder.resolve(".making-old/bin")).getParent();
        Files.createDirectories(folder.resolve(".making-new"));
        Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        cache().entry("a", this::make);

        assertThat(names()).containsExactly(".making-new", "a", "a.lock");
    }

    @Test
    void letsOneOfTwoThreadsMakeItAndTheOtherWait() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Path>> both = Stream.of(1, 2)
                    .map(number -> threads.submit(() -> cache().entry("a", making -> {
                        Thread.sleep(200);
                        make(making);
                    })))
                    .toList();
            for (Future<Path> one : both) {
                assertThat(one.get().resolve("bin/java")).hasContent("java");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void givesBackStoredLines() {
        cache().store("lines", List.of("one", "two"));

        assertThat(cache().lines("lines")).contains(List.of("one", "two"));
        assertThat(cache().lines("others")).isEmpty();
    }

    @Test
    void doesNotBelieveLinesThatWereCutShort() throws IOException {
        cache().store("lines", List.of("one", "two"));
        Files.writeString(folder.resolve("lines"), "one\n");

        assertThat(cache().lines("lines")).isEmpty();
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> new CacheFolder(file).entry("a", this::make))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("choose another cache folder");
    }

    private CacheFolder cache() {
        return new CacheFolder(folder);
    }

    private void make(Path making) throws IOException {
        made.incrementAndGet();
        Files.createDirectories(making.resolve("bin"));
        Files.createDirectories(making.resolve("lib"));
        Files.writeString(making.resolve("bin/java"), "java");
        Files.writeString(making.resolve("lib/modules"), "modules");
    }

    private List<String> names() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
