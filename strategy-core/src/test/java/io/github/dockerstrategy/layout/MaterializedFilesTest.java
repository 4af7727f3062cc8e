package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches know a file by its path and time. */
class MaterializedFilesTest {

    @TempDir
    private Path root;

    @Test
    void takesAFileOfTheHostAsItIs() {
        Path source = new Folder(root).file("A.class");
        assertThat(fileFor(Entry.file(new ContainerPath("/A.class"), source, Images.MODIFIED)))
                .isEqualTo(source);
    }

    @Test
    void givesEveryOtherContentAFileWithTheSameContent() {
        Layout layout = layout(text("hello"), zipped("class A"), staged("class B"));
        Layout real = new MaterializedFiles(root.resolve("work")).of(layout);
        assertThat(LayoutPicture.withContents(real)).isEqualTo(LayoutPicture.withContents(layout));
        assertThat(real.layers().get(0).entries())
                .allSatisfy(entry -> assertThat(entry.content()).isInstanceOf(Entry.Content.Source.class));
    }

    @Test
    void aTextHasTheSameTimeAgainAfterAClean() throws IOException {
        assertSameTimeAfterClean(text("hello"));
    }

    @Test
    void aMemberOfAnArchiveHasTheSameTimeAgainAfterAClean() throws IOException {
        assertSameTimeAfterClean(zipped("class A"));
    }

    @Test
    void aStagedFileHasTheSameTimeAgainAfterAClean() throws IOException {
        assertSameTimeAfterClean(staged("class B"));
    }

    @Test
    void aChangedTextHasAnotherTime() throws IOException {
        FileTime before = time(text("hello"));
        assertThat(time(text("hallo"))).isNotEqualTo(before);
    }

    @Test
    void aChangedMemberOfAnArchiveHasAnotherTimeEvenIfTheArchiveSaysNot() throws IOException {
        FileTime before = time(zipped("class A"));
        assertThat(time(zipped("class X"))).isNotEqualTo(before);
    }

    @Test
    void aStagedFileHasAnotherTimeEvenIfItsFolderSaysNot() throws IOException {
        FileTime before = time(staged("class B"));
        assertThat(time(staged("class X"))).isNotEqualTo(before);
    }

    @Test
    void leavesAFileAloneThatIsThereAlready() throws IOException {
        Path file = fileFor(text("hello"));
        Object before = Files.readAttributes(file, "unix:ctime,ino").get("ino");
        Path again = fileFor(text("hello"));
        assertThat(again).isEqualTo(file);
        assertThat(Files.readAttributes(again, "unix:ctime,ino").get("ino")).isEqualTo(before);
    }

    @Test
    void mendsAFileThatSomebodyTouched() throws IOException {
        Path file = fileFor(text("hello"));
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "broken");
        Files.setLastModifiedTime(file, time);
        assertThat(fileFor(text("hello"))).hasContent("hello");
    }

    private void assertSameTimeAfterClean(Entry entry) throws IOException {
        Path file = fileFor(entry);
        FileTime before = Files.getLastModifiedTime(file);
        Files.delete(file);
        assertThat(fileFor(entry)).isEqualTo(file);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
    }

    private FileTime time(Entry entry) throws IOException {
        return Files.getLastModifiedTime(fileFor(entry));
    }

    private Path fileFor(Entry entry) {
        Entry real = new MaterializedFiles(root.resolve("work"))
                .of(layout(entry))
                .layers()
                .get(0)
                .entries()
                .get(0);
        return ((Entry.Content.Source) real.content()).file();
    }

    private static Layout layout(Entry... entries) {
        return new Layout(List.of(new Layer("a", List.of(entries))));
    }

    private static Entry text(String text) {
        return Entry.text(new ContainerPath("/text"), text, Images.MODIFIED);
    }

    private Entry zipped(String content) {
        Path jar = Jars.jar().member("A.class", content).write(root.resolve("in.jar"));
        return Entry.file(new ContainerPath("/zipped"), jar, Images.MODIFIED)
                .withContent(new Entry.Content.Zipped(jar, "A.class"));
    }

    private Entry staged(String content) {
        try {
            Path file = new Folder(root).file("staged", content);
            Files.setLastModifiedTime(file, FileTime.from(Images.MODIFIED));
            return Entry.file(new ContainerPath("/staged"), file, Images.MODIFIED);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
