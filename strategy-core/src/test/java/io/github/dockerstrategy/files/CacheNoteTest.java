package io.github.dockerstrategy.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheNoteTest {

    @TempDir
    private Path folder;

    @Test
    void givesBackWhatItWroteAndLeavesNothingElse() throws IOException {
        CacheNote note = new CacheNote(folder.resolve("deep/note"));
        note.write("one\nä\n");
        assertThat(note.read()).contains("one\nä\n");
        note.write("");
        assertThat(note.read()).contains("");
        try (Stream<Path> files = Files.list(folder.resolve("deep"))) {
            assertThat(files).containsExactly(note.file());
        }
    }

    @Test
    void whateverIsDamagedItIsAsGoodAsNotThere() throws IOException {
        CacheNote note = new CacheNote(folder.resolve("note"));
        note.write("sha256:abc");
        byte[] whole = Files.readAllBytes(note.file());
        for (int i = 0; i < whole.length; i++) {
            Files.write(note.file(), Arrays.copyOf(whole, i));
            assertThat(note.read()).as("%d bytes", i).isEmpty();
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) 0xff;
            Files.write(note.file(), flipped);
            assertThat(note.read()).as("byte %d", i).isEmpty();
        }
    }

    @Test
    void aNoteUnderTheNameOfAnotherIsAsGoodAsNotThere() throws IOException {
        CacheNote note = new CacheNote(folder.resolve("key-of-one-layer"));
        note.write("sha256:abc");
        CacheNote other = new CacheNote(folder.resolve("key-of-another"));
        Files.move(note.file(), other.file());
        assertThat(other.read()).isEmpty();
    }

    @Test
    void isNoReasonToFailWhereItCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("file"), "");
        CacheNote note = new CacheNote(folder.resolve("file/note"));
        note.write("text");
        note.touch();
        assertThat(note.read()).isEmpty();
    }
}
