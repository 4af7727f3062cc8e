package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.BaseReference;
import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.ExtraFiles.Rule;
import io.github.dockerstrategy.layout.ExtraFiles.Single;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraFilesTest {

    @TempDir
    private Path root;

    private Folder folder;

    @BeforeEach
    void fill() {
        folder = new Folder(root);
        folder.file("extra/a.txt");
        folder.file("extra/b.md");
        folder.file("extra/deep/c.txt");
    }

    @Test
    void takesAllOfAFolder() {
        assertThat(paths(with(List.of(), List.of())))
                .containsExactly("/x/a.txt", "/x/b.md", "/x/deep", "/x/deep/c.txt");
    }

    @Test
    void takesOnlyWhatIsIncluded() {
        assertThat(paths(with(List.of("*.txt", "deep/*"), List.of()))).containsExactly("/x/a.txt", "/x/deep/c.txt");
    }

    @Test
    void leavesOutWhatIsExcludedEvenIfIncluded() {
        assertThat(paths(with(List.of("**"), List.of("**/c.txt", "*.md")))).containsExactly("/x/a.txt", "/x/deep");
    }

    @Test
    void globsAreThoseOfJib() {
        folder.file("extra/deep/er/d.txt");
        assertThat(files(List.of("*.txt"), List.of())).containsExactly("/x/a.txt");
        assertThat(files(List.of("**/*.txt"), List.of())).containsExactly("/x/deep/c.txt", "/x/deep/er/d.txt");
        assertThat(files(List.of("**.txt"), List.of()))
                .containsExactly("/x/a.txt", "/x/deep/c.txt", "/x/deep/er/d.txt");
        assertThat(files(List.of("deep/*"), List.of())).containsExactly("/x/deep/c.txt");
        assertThat(files(List.of(), List.of("**/*.txt"))).containsExactly("/x/a.txt", "/x/b.md");
        assertThat(files(List.of(), List.of("deep"))).contains("/x/deep/c.txt");
    }

    @Test
    void aSlashAtTheEndStandsForAFolderAndEverythingBelow() {
        folder.file("extra/deep/er/d.txt");
        folder.file("extra/deeper");
        assertThat(paths(with(List.of(), List.of("deep/")))).containsExactly("/x/a.txt", "/x/b.md", "/x/deeper");
        assertThat(files(List.of("deep/"), List.of())).containsExactly("/x/deep/c.txt", "/x/deep/er/d.txt");
    }

    @Test
    void refusesWhatCannotBeReadOnlyWhereItIsTaken() throws IOException {
        Files.createSymbolicLink(root.resolve("extra/current"), Path.of("gone"));
        refusalOf(() -> with(List.of(), List.of()).layer(Images.MODIFIED))
                .hasId("unusable-file")
                .says("extra/current' leads to 'gone'")
                .pointsAt("extraDirectories");
        assertThat(paths(with(List.of(), List.of("current")))).contains("/x/a.txt");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no executable bit")
    void whatItsOwnerCanRunStaysExecutableUnlessARuleSaysOtherwise() {
        folder.file("extra/bin/run").toFile().setExecutable(true);
        folder.file("extra/bin/quiet").toFile().setExecutable(true);
        folder.file("single").toFile().setExecutable(true);
        ExtraFiles extra = new ExtraFiles(
                List.of(folder("extra", true)),
                List.of(new Single(
                        root.resolve("single"), new ContainerPath("/x/s"), Optional.empty(), Optional.empty())),
                List.of(new Rule("/x/bin/quiet", Optional.of(FileMode.FILE), Optional.empty())));
        assertThat(LayoutPicture.of(new Layout(List.of(extra.layer(Images.MODIFIED))), root))
                .contains(
                        " 755 0:0 1970-01-01T00:00:01Z /x/bin/run",
                        " 644 0:0 1970-01-01T00:00:01Z /x/bin/quiet",
                        " 755 0:0 1970-01-01T00:00:01Z /x/s",
                        " 644 0:0 1970-01-01T00:00:01Z /x/a.txt");
    }

    @Test
    void understandsAlternatives() {
        assertThat(paths(with(List.of("*.{txt,md}"), List.of()))).containsExactly("/x/a.txt", "/x/b.md");
    }

    @Test
    void aLaterFolderReplacesFilesOfAnEarlierOneAndAFileReplacesBoth() {
        folder.file("other/a.txt", "second");
        folder.file("single", "third");
        ExtraFiles extra = new ExtraFiles(
                List.of(folder("extra", true), folder("other", true)),
                List.of(new Single(
                        root.resolve("single"), new ContainerPath("/x/b.md"), Optional.empty(), Optional.empty())),
                List.of());
        assertThat(LayoutPicture.withContents(new Layout(List.of(extra.layer(Images.MODIFIED)))))
                .contains("/x/a.txt  'second'", "/x/b.md  'third'");
    }

    @Test
    void theRuleOfAPathCountsElseTheFirstWhoseGlobMatches() {
        ExtraFiles extra = new ExtraFiles(
                List.of(folder("extra", true)),
                List.of(),
                List.of(
                        new Rule("/x/deep/*", Optional.of(FileMode.parse("640", "")), Optional.empty()),
                        new Rule("/x/**", Optional.of(FileMode.parse("600", "")), Optional.of(new Ownership(1, 1))),
                        new Rule("/x/b.md", Optional.of(FileMode.parse("604", "")), Optional.empty())));
        assertThat(LayoutPicture.of(new Layout(List.of(extra.layer(Images.MODIFIED))), root))
                .contains(
                        " 600 1:1 1970-01-01T00:00:01Z /x/a.txt",
                        " 604 1:1 1970-01-01T00:00:01Z /x/b.md",
                        " 640 1:1 1970-01-01T00:00:01Z /x/deep/c.txt");
    }

    @Test
    void followsLinksToFoldersAndIntoThem() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), root.resolve("extra"));
        Files.createSymbolicLink(root.resolve("extra/again"), root.resolve("extra/deep"));
        ExtraFiles extra = new ExtraFiles(List.of(folder("link", false)), List.of(), List.of());
        assertThat(paths(extra)).contains("/x/a.txt", "/x/again", "/x/again/c.txt");
    }

    @Test
    void anOptionalFolderMayBeMissing() {
        assertThat(new ExtraFiles(List.of(folder("gone", true)), List.of(), List.of())
                        .layer(Images.MODIFIED)
                        .isEmpty())
                .isTrue();
    }

    @Test
    void namesAFolderThatIsMissing() {
        refusalOf(() -> new ExtraFiles(List.of(folder("gone", false)), List.of(), List.of()).layer(Images.MODIFIED))
                .hasId("missing-file")
                .says("gone")
                .pointsAt("extraDirectories");
    }

    @Test
    void namesAFileThatIsMissing() {
        Single single =
                new Single(root.resolve("gone"), new ContainerPath("/gone"), Optional.empty(), Optional.empty());
        refusalOf(() -> new ExtraFiles(List.of(), List.of(single), List.of()).layer(Images.MODIFIED))
                .hasId("missing-file")
                .says("gone")
                .pointsAt("files");
    }

    @Test
    void namesAPatternThatIsNone() {
        refusalOf(() -> with(List.of("[a"), List.of()).layer(Images.MODIFIED))
                .hasId("bad-pattern")
                .says("'[a'");
    }

    @ParameterizedTest
    @CsvSource({
        "lib/x86_64/libnative.so, /usr/lib/x86_64/libnative.so",
        "bin/tool, /usr/bin/tool",
        "sbin/tool, /usr/sbin/tool",
        "lib64/a.so, /usr/lib64/a.so",
        "var/run/app/pid, /run/app/pid"
    })
    void refusesAPathThatWouldReplaceALinkOfTheBase(String path, String real) {
        folder.file("base/" + path);
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("base"), ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(),
                List.of());
        refusalOf(() -> extra.check(BaseReference.parse("debian:12", root, "")))
                .hasId("linked-folder")
                .says("would replace the symbolic link ", " of most base images with a folder")
                .pointsAt("extraDirectories");
        refusalOf(() -> LinkedFolders.COMMON.refuse(new ContainerPath("/" + path), false, "files"))
                .advises("write '" + real + "' instead");
        extra.check(new BaseReference.Scratch());
    }

    @Test
    void takesAPathThatOnlyLooksLikeALink() {
        folder.file("base/library/a");
        folder.file("base/usr/lib/a");
        folder.file("base/opt/lib/a");
        folder.file("base/var/running");
        new ExtraFiles(
                        List.of(new ExtraFiles.Folder(
                                root.resolve("base"), ContainerPath.ROOT, List.of(), List.of(), false)),
                        List.of(),
                        List.of())
                .check(BaseReference.parse("debian:12", root, ""));
    }

    private List<String> files(List<String> includes, List<String> excludes) {
        return with(includes, excludes).layer(Images.MODIFIED).entries().stream()
                .filter(entry -> !entry.isDirectory())
                .map(entry -> entry.path().value())
                .toList();
    }

    private ExtraFiles with(List<String> includes, List<String> excludes) {
        return new ExtraFiles(
                List.of(new ExtraFiles.Folder(
                        root.resolve("extra"), new ContainerPath("/x"), includes, excludes, false)),
                List.of(),
                List.of());
    }

    private ExtraFiles.Folder folder(String name, boolean optional) {
        return new ExtraFiles.Folder(root.resolve(name), new ContainerPath("/x"), List.of(), List.of(), optional);
    }

    private static List<String> paths(ExtraFiles extra) {
        return extra.layer(Images.MODIFIED).entries().stream()
                .map(entry -> entry.path().value())
                .toList();
    }

    @Test
    void refusesAFileThatWouldRemoveOthers(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/.wh.passwd"), "");
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(folder, ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(),
                List.of());
        refusalOf(() -> extra.layer(Images.MODIFIED))
                .hasId("reserved-file-name")
                .says("'/etc/.wh.passwd'")
                .pointsAt(folder.resolve("etc/.wh.passwd").toString());
    }
}
