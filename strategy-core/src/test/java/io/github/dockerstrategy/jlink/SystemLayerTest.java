package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.Entry;
import io.github.dockerstrategy.layout.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemLayerTest {

    private static final Instant MODIFIED = Instant.ofEpochSecond(7);

    @TempDir
    Path root;

    private Path lib = Path.of("");

    @BeforeEach
    void makeLibraries() throws IOException {
        root = root.toRealPath();
        lib = Files.createDirectories(root.resolve("lib"));
        Files.createDirectories(root.resolve("lib64"));
        Files.createDirectories(root.resolve("opt"));
        Files.writeString(lib.resolve("libc-2.31.so"), "libc");
        Files.createSymbolicLink(lib.resolve("libc.so.6"), Path.of("libc-2.31.so"));
        Files.writeString(lib.resolve("libnss_dns.so.2"), "dns");
        Files.writeString(lib.resolve("libstdc++.so.6"), "c++");
        Files.writeString(root.resolve("lib64/ld-linux-x86-64.so.2"), "loader");
        Files.writeString(root.resolve("opt/libother.so.1"), "other");
    }

    @Test
    void copiesAFileForALinkUnderTheLinksName() throws IOException {
        assertThat(entry(lib.resolve("libc.so.6")).content())
                .isEqualTo(new Entry.Content.Source(lib.resolve("libc-2.31.so")));
    }

    @Test
    void leavesTheLoaderWhereProgramsNameIt() throws IOException {
        assertThat(entry(root.resolve("lib64/ld-linux-x86-64.so.2")).mode()).isEqualTo(FileMode.EXECUTABLE);
    }

    @Test
    void putsALibraryFromElsewhereWhereTheLoaderLooks() throws IOException {
        assertThat(entry(lib.resolve("libother.so.1")).content())
                .isEqualTo(new Entry.Content.Source(root.resolve("opt/libother.so.1")));
        assertThat(paths()).doesNotContain(root.resolve("opt/libother.so.1").toString());
    }

    @Test
    void addsWhatGlibcLoadsByNameAsFarAsItIsThere() throws IOException {
        assertThat(paths())
                .contains(lib.resolve("libnss_dns.so.2").toString())
                .doesNotContain(lib.resolve("libnss_files.so.2").toString());
    }

    @Test
    void addsTheCppLibraryOnlyForNativeLibrariesInJars() throws IOException {
        assertThat(paths()).doesNotContain(lib.resolve("libstdc++.so.6").toString());
        assertThat(layer(true).entries()).anyMatch(entry -> entry.path().value().endsWith("/libstdc++.so.6"));
    }

    @Test
    void hasUsersNameLookupAndAPlaceForTemporaryFiles() throws IOException {
        assertThat(text("/etc/passwd")).contains("root:x:0:0:", "nonroot:x:65532:65532:nonroot:/home/nonroot:");
        assertThat(text("/etc/group")).contains("root:x:0:", "nonroot:x:65532:");
        assertThat(text("/etc/nsswitch.conf")).isEqualTo("hosts: files dns\n");
        assertThat(entry(Path.of("/tmp")).mode()).isEqualTo(new FileMode(0777));
        assertThat(entry(Path.of("/home/nonroot")).owner()).isEqualTo(new Ownership(65532, 65532));
    }

    @Test
    void namesEveryDirectoryAndDatesEverythingAlike() throws IOException {
        List<Entry> entries = layer(false).entries();

        assertThat(entries).extracting(Entry::modified).containsOnly(MODIFIED);
        List<ContainerPath> directories =
                entries.stream().filter(Entry::isDirectory).map(Entry::path).toList();
        assertThat(entries)
                .extracting(entry -> entry.path().parent().orElseThrow())
                .allMatch(parent -> parent.equals(ContainerPath.ROOT) || directories.contains(parent));
    }

    private String text(String path) throws IOException {
        return ((Entry.Content.Text) entry(Path.of(path)).content()).text();
    }

    private Entry entry(Path path) throws IOException {
        return layer(false).entries().stream()
                .filter(entry -> entry.path().value().equals(path.toString()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> paths() throws IOException {
        return layer(false).entries().stream()
                .map(entry -> entry.path().value())
                .toList();
    }

    private Layer layer(boolean nativeLibraries) throws IOException {
        SharedLibraries libraries = new SharedLibraries(
                new TreeSet<>(List.of(
                        lib.resolve("libc.so.6"),
                        root.resolve("lib64/ld-linux-x86-64.so.2"),
                        root.resolve("opt/libother.so.1"))),
                new TreeSet<>());
        return new SystemLayer(libraries, nativeLibraries, MODIFIED).layer();
    }
}
