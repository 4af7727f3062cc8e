package io.github.dockerstrategy.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.dockerstrategy.testing.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileLinkTest {

    @TempDir
    private Path root;

    @Test
    void takesNoSecondPlaceOnTheDisk() throws IOException {
        Path file = new Folder(root).file("pom.xml");
        new FileLink(file).replace(root.resolve("linked.xml"));
        assertThat(Files.isSameFile(file, root.resolve("linked.xml"))).isTrue();
        new FileLink(file).replace(root.resolve("linked.xml"));
        assertThat(root.resolve("linked.xml")).hasSameTextualContentAs(file);
    }

    @Test
    void replacesWhatWasThereAndLeavesItAsItWasElsewhere() throws IOException {
        Path old = new Folder(root).file("old.xml");
        Path place = Files.createLink(root.resolve("place.xml"), old);
        new FileLink(new Folder(root).file("new.xml")).replace(place);
        assertThat(place).hasContent("content of new.xml");
        assertThat(old).hasContent("content of old.xml");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofASymbolicLinkIsTheFileBehindIt() throws IOException {
        Path file = new Folder(root).file("outside/settings.xml");
        Path link = Files.createSymbolicLink(root.resolve("settings.xml"), file);
        new FileLink(link).replace(root.resolve("place.xml"));
        assertThat(Files.isRegularFile(root.resolve("place.xml"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(root.resolve("place.xml")).hasContent("content of outside/settings.xml");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isACopyOfTheSameTimeOnAnotherFileSystem() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeThat(Files.isWritable(memory)).isTrue();
        assumeThat(Files.getFileStore(memory)).isNotEqualTo(Files.getFileStore(root));
        Path place = Files.createTempFile(memory, "docker-strategy", ".xml");
        try {
            Path file = new Folder(root).file("pom.xml");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
            new FileLink(file).replace(place);
            assertThat(place).hasSameTextualContentAs(file);
            assertThat(Files.isSameFile(file, place)).isFalse();
            assertThat(Files.getLastModifiedTime(place)).isEqualTo(Files.getLastModifiedTime(file));
        } finally {
            Files.delete(place);
        }
    }
}
