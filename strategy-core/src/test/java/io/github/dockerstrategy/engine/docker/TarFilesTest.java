package io.github.dockerstrategy.engine.docker;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
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
        Path out = unpack(archive -> {
            directory(archive, "out/");
            file(archive, "out/run.sh", 0755);
            file(archive, "out/sub/ä", 0640);
            link(archive, "out/link", "sub/ä", TarConstants.LF_SYMLINK);
            link(archive, "out/hard", "out/run.sh", TarConstants.LF_LINK);
        });

        assertThat(out.resolve("link")).isSymbolicLink().hasContent("out/sub/ä");
        assertThat(out.resolve("hard")).hasContent("out/run.sh");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("run.sh"))))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("sub/ä"))))
                .isEqualTo("rw-r-----");
        assertThat(Files.getLastModifiedTime(out.resolve("run.sh"))).isEqualTo(FileTime.fromMillis(1_000));
        assertThat(Files.getLastModifiedTime(out)).isEqualTo(FileTime.fromMillis(1_000));
    }

    @Test
    void unpacksAFileThatALinkLedToUnderTheNameThatWasAskedFor() throws Exception {
        Path out = unpack(archive -> file(archive, "app-1.0.jar", 0644));
        assertThat(out).hasContent("app-1.0.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "out/../../evil", "/../evil", "/evil", "out/../other", "other", "outer"})
    void refusesAFileOutsideTheFolder(String name) {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    file(archive, name, 0644);
                }))
                .hasId("unsafe-file-in-container")
                .says("returned a path outside its output: '" + name + "'");
        assertThat(temp.resolve("evil")).doesNotExist();
        assertThat(temp.resolve("folder/other")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc", "../..", "a/../../..", "../out/../../x"})
    void refusesALinkToOutside(String target) {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    link(archive, "out/link", target, TarConstants.LF_SYMLINK);
                }))
                .says("returned a path outside its output: 'link' -> '" + target + "'")
                .advises("cp -L");
    }

    /** By its text it stays inside; the folder that it goes through is another one. */
    @Test
    void refusesALinkThatLeadsOutsideThroughAnotherLink() {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    directory(archive, "out/a/");
                    link(archive, "out/a/stolen", "up/../../x", TarConstants.LF_SYMLINK);
                    directory(archive, "out/z/");
                    link(archive, "out/a/up", "../z", TarConstants.LF_SYMLINK);
                }))
                .says("outside its output: 'a/stolen' -> 'up/../../x'");
    }

    @Test
    void refusesALinkThatAHardLinkTakesElsewhere() {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    link(archive, "out/a/b/link", "../../x", TarConstants.LF_SYMLINK);
                    link(archive, "out/moved", "out/a/b/link", TarConstants.LF_LINK);
                }))
                .says("a hard link to what is no regular file");
    }

    @Test
    void refusesLinksInACircle() {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    link(archive, "out/a", "b", TarConstants.LF_SYMLINK);
                    link(archive, "out/b", "a", TarConstants.LF_SYMLINK);
                }))
                .says("leads in a circle");
    }

    @Test
    void refusesALinkInPlaceOfWhatWasAskedFor() {
        refusalOf(() -> unpack(archive -> link(archive, "out", "x", TarConstants.LF_SYMLINK)))
                .says("'out' -> 'x' cannot be copied out of the builder's container: it is a link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/passwd", "out/../secret", "secret"})
    void refusesAHardLinkToOutside(String target) throws Exception {
        Files.createDirectories(temp.resolve("folder"));
        Files.writeString(temp.resolve("folder/secret"), "secret");
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    link(archive, "out/link", target, TarConstants.LF_LINK);
                }))
                .says("outside its output: 'out/link' -> '" + target + "'");
    }

    @Test
    void refusesAFileBehindALink() {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/real/");
                    link(archive, "out/link", "real", TarConstants.LF_SYMLINK);
                    file(archive, "out/link/file", 0644);
                }))
                .says("it lies behind the link link");
    }

    @Test
    void changesNoTimeBehindALinkThatTookAFoldersPlace() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other"));
        FileTime before = Files.getLastModifiedTime(other);
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    directory(archive, "out/sub/");
                    link(archive, "out/sub", "../../other", TarConstants.LF_SYMLINK);
                }))
                .says("there is a directory of that name");
        assertThat(Files.getLastModifiedTime(other)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void refusesADevice(byte type) {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    link(archive, "out/null", "", type);
                }))
                .says("neither a file nor a directory nor a link");
    }

    @Test
    void refusesAFileThatIsLargerThanItsArchive() {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    header(archive, "GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=1000000000");
                    TarArchiveEntry entry = new TarArchiveEntry("out/file", true);
                    byte[] map = Arrays.copyOf("0\n".getBytes(StandardCharsets.UTF_8), 512);
                    entry.setSize(map.length);
                    archive.putArchiveEntry(entry);
                    archive.write(map);
                    archive.closeArchiveEntry();
                }))
                .says("it is a sparse file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "-99999999999", "9223372036854775807", "99999999999999999999", "1e99"})
    void refusesATimeThatNoFileHas(String seconds) {
        refusalOf(() -> unpack(archive -> {
                    directory(archive, "out/");
                    header(archive, "mtime=" + seconds);
                    file(archive, "out/file", 0644);
                }))
                .hasId("unsafe-file-in-container");
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
        Path out = temp.resolve("folder/out");
        TarFiles.unpack(tar, out);
        return out;
    }

    /** What is said of the next entry. */
    private static void header(TarArchiveOutputStream archive, String... settings) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String setting : settings) {
            // The length counts its own digits, which are two, a blank and a line break.
            text.append(setting.length() + 4).append(' ').append(setting).append('\n');
        }
        TarArchiveEntry header = new TarArchiveEntry("header", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
        header.setSize(text.length());
        archive.putArchiveEntry(header);
        archive.write(text.toString().getBytes(StandardCharsets.UTF_8));
        archive.closeArchiveEntry();
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
