package io.github.dockerstrategy.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTest {

    @TempDir
    private Path root;

    @Test
    void hasATimeThatFollowsFromItsContent() throws IOException {
        FileTime one = timeOf("one");
        assertThat(timeOf("two")).isNotEqualTo(one);
        assertThat(timeOf("one")).isEqualTo(one);
        assertThat(one.toInstant())
                .isBetween(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2010-01-01T00:00:00Z"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsModesAndLinksAndLeavesTheOriginalAsItIs() throws IOException {
        Path file = new Folder(root).file("mvnw", "run");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        FileTime time = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, time);
        new ContextFile(file).putTo(root.resolve("copy"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("copy"))))
                .isEqualTo("rwxr-x---");
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(time);
        assertThat(Files.isSameFile(file, root.resolve("copy"))).isFalse();

        Files.createSymbolicLink(root.resolve("link"), Path.of("mvnw"));
        new ContextFile(root.resolve("link")).putTo(root.resolve("other"));
        assertThat(Files.readSymbolicLink(root.resolve("other"))).isEqualTo(Path.of("mvnw"));
    }

    private FileTime timeOf(String content) throws IOException {
        Path file = new Folder(root).file("a.txt", content);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        new ContextFile(file).putTo(root.resolve("copy.txt"));
        return Files.getLastModifiedTime(root.resolve("copy.txt"));
    }
}
