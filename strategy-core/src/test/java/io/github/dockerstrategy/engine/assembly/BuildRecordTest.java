package io.github.dockerstrategy.engine.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.files.FileHashCache;
import io.github.dockerstrategy.report.BuildResult.LayerResult;
import io.github.dockerstrategy.report.BuiltImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildRecordTest {

    private static final BuildRecord ODD = new BuildRecord(
            "inputs",
            "sha256:1\nsha256:2\n",
            new BuiltImage(
                    "tar:///a\tb\\n/base.tar",
                    "sha256:3",
                    "",
                    List.of(new LayerResult("", "sha256:4", 5), new LayerResult("classes", "sha256:6", -1)),
                    4,
                    true),
            Map.of("/with space/and\ttab", seen("[1, 2]"), "/with\nlines\\t\r/ä", seen(""), "end", seen("\\")));

    @TempDir
    private Path folder;

    @Test
    void readsBackWhatItWroteHoweverOddItIs() throws IOException {
        Path file = folder.resolve("deep/memory.txt");
        ODD.write(file);
        assertThat(BuildRecord.read(file)).contains(ODD);
        try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
            assertThat(files).as("nothing else is left").containsExactly(file);
        }
    }

    @Test
    void whateverIsMissingAtTheEndItIsNoMemory() throws IOException {
        Path file = folder.resolve("memory.txt");
        ODD.write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length - 1; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThat(BuildRecord.read(file)).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void aFileOfAnotherKindIsNoMemory() throws IOException {
        Path file = folder.resolve("memory.txt");
        for (String text : List.of("", "end", "build\tinputs\nend\n", "{\"inputs\": 1}", "build\t\\q\nend")) {
            Files.writeString(file, text);
            assertThat(BuildRecord.read(file)).as(text).isEmpty();
        }
        assertThat(BuildRecord.read(folder.resolve("nowhere"))).isEmpty();
    }

    private static FileHashCache.Seen seen(String stamp) {
        return new FileHashCache.Seen(stamp, "ab12");
    }
}
