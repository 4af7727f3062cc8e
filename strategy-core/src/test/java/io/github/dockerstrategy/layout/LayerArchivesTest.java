package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.TarPicture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerArchivesTest {

    private static final Ownership NOBODY = new Ownership(65532, 4_000_000);

    @TempDir
    private Path root;

    @Test
    void keepModesOwnersTimesAndNames() throws IOException {
        write("archives");
        assertThat(picture("archives", "extra")).isEqualTo("""
                d 755 0:0 1970-01-01T00:00:01Z app/
                d 700 65532:4000000 1970-01-01T00:00:01Z app/größe/
                - 600 65532:4000000 1970-01-01T00:00:01Z app/größe/a.txt 'hello|'
                d 755 0:0 1970-01-01T00:00:01Z usr/
                d 755 0:0 1970-01-01T00:00:01Z usr/bin/
                - 755 0:0 1970-01-01T00:00:01Z usr/bin/run 'content of run'
                """);
        assertThat(picture("archives", "classes")).contains("'class A'");
    }

    @Test
    void keepNamesThatAreLongerThanOldArchivesAllow() throws IOException {
        String name = "a".repeat(120) + "/" + "b".repeat(200);
        new LayerArchives(root.resolve("long"), root.resolve("kept"))
                .write(
                        new Layout(List.of(new Layer(
                                "classes", List.of(Entry.text(new ContainerPath("/" + name), "x", Images.MODIFIED))))),
                        new MaterializedFiles(root.resolve("work")));
        assertThat(picture("long", "classes")).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a/b/c/d"})
    void refuseAFileThatIsAFolderOfAnother(String below) {
        Layer layer = new Layer(
                "classes",
                List.of(
                        Entry.text(new ContainerPath("/a"), "x", Images.MODIFIED),
                        Entry.text(new ContainerPath(below), "y", Images.MODIFIED)));
        refusalOf(() -> new LayerTar(layer).writeTo(OutputStream.nullOutputStream()))
                .hasId("file-and-folder")
                .says("'/a' is a file in the image")
                .pointsAt("layer classes");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refuseAFileThatHasMoreThanItsSize() {
        Path file = Path.of("/proc/self/status");
        Layer layer = new Layer("classes", List.of(Entry.file(new ContainerPath("/a"), file, Images.MODIFIED)));
        refusalOf(() -> new LayerTar(layer).writeTo(OutputStream.nullOutputStream()))
                .hasId("changing-file")
                .says("'/proc/self/status' was changed while it was read: it had 0 bytes.");
    }

    @Test
    void areTheSameBytesAgain() throws IOException {
        write("one");
        write("two");
        for (String layer : List.of("extra.tar", "classes.tar")) {
            assertThat(root.resolve("one").resolve(layer))
                    .hasSameBinaryContentAs(root.resolve("two").resolve(layer));
        }
    }

    @Test
    void areNotPackedAgainWhereNothingHasChanged() throws IOException {
        Layout layout = layout();
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        archives.write(layout, materials());
        Object before = identity("context/extra.tar");
        clear("context");
        archives.write(layout, materials());
        assertThat(identity("context/extra.tar")).isEqualTo(before).isEqualTo(identity("kept/extra.tar"));
    }

    @Test
    void arePackedAgainWhereAFileOrWhatIsSaidOfItHasChanged() throws IOException {
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        archives.write(layout(), materials());
        Path run = new Folder(root).file("run", "changed file run");
        Files.setLastModifiedTime(run, FileTime.from(Instant.parse("2026-02-03T04:05:06Z")));
        archives.write(layoutOf(run, FileMode.FILE), materials());
        assertThat(picture("context", "extra")).contains("- 644 0:0", "'changed file run'");
        archives.write(layoutOf(run, FileMode.EXECUTABLE), materials());
        assertThat(picture("context", "extra")).contains("- 755 0:0", "'changed file run'");
    }

    /** As when a reproducible archive is unpacked, or with {@code rsync -t}. */
    @Test
    void arePackedAgainWhereOnlyTheContentOfAFileHasChanged() throws IOException {
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        Path run = new Folder(root).file("run", "one");
        archives.write(layoutOf(run, FileMode.FILE), materials());
        FileTime time = Files.getLastModifiedTime(run);
        Files.writeString(run, "two");
        Files.setLastModifiedTime(run, time);
        archives.write(layoutOf(run, FileMode.FILE), materials());
        assertThat(picture("context", "extra")).contains("'two'");
    }

    @Test
    void anArchiveThatWasCutShortByAKillIsPackedAgain() throws IOException {
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        archives.write(layout(), materials());
        String whole = picture("context", "extra");
        Files.delete(root.resolve("kept/extra.inputs"));
        Files.writeString(root.resolve("kept/extra.partial"), "half");
        archives.write(layout(), materials());
        assertThat(picture("context", "extra")).isEqualTo(whole);
        assertThat(kept()).containsExactly("classes.inputs", "classes.tar", "extra.inputs", "extra.tar");
    }

    @Test
    void aKeptArchiveThatIsDamagedIsPackedAgain() throws IOException {
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        archives.write(layout(), materials());
        String whole = picture("context", "extra");
        Path archive = root.resolve("kept/extra.tar");
        byte[] bytes = Files.readAllBytes(archive);
        FileTime time = Files.getLastModifiedTime(archive);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("content of run")] ^= 1;
        Files.write(archive, bytes);
        Files.setLastModifiedTime(archive, time);
        archives.write(layout(), materials());
        assertThat(picture("context", "extra")).isEqualTo(whole);
        Files.write(root.resolve("kept/extra.inputs"), new byte[] {(byte) 0xff, (byte) 0xfe});
        archives.write(layout(), materials());
        assertThat(picture("context", "extra")).isEqualTo(whole);
    }

    @Test
    void ofALayerThatIsGoneAreNotKept() {
        LayerArchives archives = new LayerArchives(root.resolve("context"), root.resolve("kept"));
        archives.write(layout(), materials());
        archives.write(new Layout(layout().layers().subList(0, 1)), materials());
        assertThat(kept()).containsExactly("extra.inputs", "extra.tar");
    }

    /** What is known of the files' contents is kept as soon as they are old enough to be known by their times. */
    private List<String> kept() {
        return new Folder(root.resolve("kept"))
                .files().stream().filter(file -> !file.equals("hashes")).toList();
    }

    private MaterializedFiles materials() {
        return new MaterializedFiles(root.resolve("work"));
    }

    private static Layout layoutOf(Path run, FileMode mode) {
        return new Layout(List.of(new Layer(
                "extra",
                List.of(Entry.file(new ContainerPath("/usr/bin/run"), run, Images.MODIFIED)
                        .withMode(mode)))));
    }

    private Object identity(String file) throws IOException {
        return Files.getAttribute(root.resolve(file), "unix:ino") + " of "
                + Files.getLastModifiedTime(root.resolve(file));
    }

    private void clear(String folder) throws IOException {
        for (String file : new Folder(root.resolve(folder)).files()) {
            Files.delete(root.resolve(folder).resolve(file));
        }
    }

    private void write(String folder) {
        new LayerArchives(root.resolve(folder), root.resolve("kept of " + folder))
                .write(layout(), new MaterializedFiles(root.resolve("work of " + folder)));
    }

    private String picture(String folder, String layer) throws IOException {
        return TarPicture.of(Files.newInputStream(root.resolve(folder).resolve(layer + ".tar")));
    }

    private Layout layout() {
        Path jar = Jars.jar().member("A.class", "class A").write(root.resolve("in.jar"));
        return new Layout(List.of(
                new Layer(
                        "extra",
                        List.of(
                                Entry.file(
                                                new ContainerPath("/usr/bin/run"),
                                                new Folder(root).file("run"),
                                                Images.MODIFIED)
                                        .withMode(FileMode.EXECUTABLE),
                                Entry.directory(new ContainerPath("/app/größe"), Images.MODIFIED)
                                        .withMode(FileMode.parse("700", ""))
                                        .withOwner(NOBODY),
                                Entry.text(new ContainerPath("/app/größe/a.txt"), "hello\n", Images.MODIFIED)
                                        .withMode(FileMode.parse("600", ""))
                                        .withOwner(NOBODY))),
                new Layer(
                        "classes",
                        List.of(Entry.file(new ContainerPath("/app/A.class"), jar, Images.MODIFIED)
                                .withContent(new Entry.Content.Zipped(jar, "A.class"))))));
    }
}
