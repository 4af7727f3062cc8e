package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.TarPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        new LayerArchives(root.resolve("long"))
                .write(
                        new Layout(List.of(new Layer(
                                "classes", List.of(Entry.text(new ContainerPath("/" + name), "x", Images.MODIFIED))))),
                        new Materials(root.resolve("work")));
        assertThat(picture("long", "classes")).contains(name);
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

    private void write(String folder) {
        new LayerArchives(root.resolve(folder)).write(layout(), new Materials(root.resolve("work of " + folder)));
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
