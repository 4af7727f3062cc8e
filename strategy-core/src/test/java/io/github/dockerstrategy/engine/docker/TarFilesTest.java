package io.github.dockerstrategy.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFilesTest {

    @TempDir
    private Path temp;

    @Test
    void unpacksFilesWithModesTimesAndLinks() throws Exception {
        Path folder = unpack(archive -> {
            directory(archive, "out/");
            file(archive, "out/run.sh", 0755);
            file(archive, "out/sub/ä", 0640);
            link(archive, "out/link", "sub/ä", TarConstants.LF_SYMLINK);
            link(archive, "out/hard", "out/run.sh", TarConstants.LF_LINK);
        });

        assertThat(folder.resolve("out/link")).isSymbolicLink().hasContent("out/sub/ä");
        assertThat(folder.resolve("out/hard")).hasContent("out/run.sh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out/run.sh"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out/sub/ä"))))
                .isEqualTo("rw-r-----");
        assertThat(Files.getLastModifiedTime(folder.resolve("out/run.sh"))).isEqualTo(FileTime.fromMillis(1_000));
        assertThat(Files.getLastModifiedTime(folder.resolve("out"))).isEqualTo(FileTime.fromMillis(1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/../evil"})
    void refusesAFileOutsideTheFolder(String name) {
        assertThatThrownBy(() -> unpack(archive -> file(archive, name, 0644)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("leads out of the folder");
        assertThat(temp.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "..", "a/../../.."})
    void refusesALinkToOutside(String target) {
        assertThatThrownBy(() -> unpack(archive -> link(archive, "link", target, TarConstants.LF_SYMLINK)))
                .hasMessageContaining("'link' -> '" + target + "' cannot be copied out")
                .hasMessageContaining("cp -L");
    }

    @Test
    void refusesAHardLinkToOutside() {
        assertThatThrownBy(() -> unpack(archive -> link(archive, "link", "../secret", TarConstants.LF_LINK)))
                .hasMessageContaining("leads out of the folder");
    }

    @Test
    void refusesAFileBehindALink() {
        assertThatThrownBy(() -> unpack(archive -> {
                    directory(archive, "real/");
                    link(archive, "link", "real", TarConstants.LF_SYMLINK);
                    file(archive, "link/file", 0644);
                }))
                .hasMessageContaining("it lies behind the link link");
    }

    @Test
    void refusesADevice() {
        assertThatThrownBy(() -> unpack(archive -> link(archive, "null", "", TarConstants.LF_CHR)))
                .hasMessageContaining("neither a file nor a directory nor a link");
    }

    private interface Content {
        void into(TarArchiveOutputStream archive) throws IOException;
    }

    private Path unpack(Content content) throws IOException {
        Path tar = temp.resolve("a.tar");
        try (OutputStream file = Files.newOutputStream(tar);
                TarArchiveOutputStream archive = new TarArchiveOutputStream(file, "UTF-8")) {
            archive.setAddPaxHeadersForNonAsciiNames(true);
            content.into(archive);
        }
        Path folder = temp.resolve("folder");
        TarFiles.unpack(tar, folder);
        return folder;
    }

    private static void directory(TarArchiveOutputStream archive, String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setModTime(1_000);
        archive.putArchiveEntry(entry);
        archive.closeArchiveEntry();
    }

    private static void file(TarArchiveOutputStream archive, String name, int mode) throws IOException {
        byte[] content = name.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setMode(mode);
        entry.setModTime(1_000);
        entry.setSize(content.length);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
    }

    private static void link(TarArchiveOutputStream archive, String name, String target, byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setLinkName(target);
        archive.putArchiveEntry(entry);
        archive.closeArchiveEntry();
    }
}
