package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagedLayersTest {

    private static final Instant LATER = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path root;

    @Test
    void readsBackWhatItWrote() {
        Layout layout = layout();
        StagedLayers staged = stage(layout);
        assertThat(LayoutPicture.withContents(staged.read())).isEqualTo(LayoutPicture.withContents(layout));
    }

    @Test
    void canBeMoved() throws IOException {
        Layout layout = layout();
        stage(layout);
        Path moved = Files.move(root.resolve("target/layers"), root.resolve("elsewhere"));
        Layout read = new StagedLayers(moved).read();
        assertThat(LayoutPicture.withContents(read)).isEqualTo(LayoutPicture.withContents(layout));
        assertThat(LayoutPicture.of(read, root)).contains("<- elsewhere/classes/app/classes/A.class");
    }

    @Test
    void liesInAFolderOfItsOwnForEachLayer() {
        stage(layout());
        assertThat(new Folder(root.resolve("target/layers")).files())
                .containsExactly(
                        "classes/app/classes/A.class",
                        "classes/app/resources/same.txt",
                        "extra/app/bin/run",
                        "extra/app/resources/same.txt",
                        "launch/app/launch.args",
                        "layers.json");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no modes")
    void filesAndFoldersHaveTheirModesAndTimes() throws IOException {
        stage(layout());
        Path layer = root.resolve("target/layers/extra");
        assertThat(mode(layer.resolve("app/bin/run"))).isEqualTo("rwxr-x---");
        assertThat(mode(layer.resolve("app/data"))).isEqualTo("rwx------");
        assertThat(mode(layer.resolve("app/bin")))
                .as("a folder nobody spoke of")
                .isEqualTo("rwxr-xr-x");
        assertThat(time(layer.resolve("app/bin/run"))).isEqualTo(LATER);
        assertThat(time(layer.resolve("app/data"))).isEqualTo(LATER);
        assertThat(time(layer.resolve("app/bin"))).isEqualTo(LATER);
        assertThat(time(root.resolve("target/layers/classes/app/classes/A.class")))
                .isEqualTo(Images.MODIFIED);
    }

    /** Anybody else may not give files away: then the index tells whose they are. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no numeric owners")
    void filesBelongToTheirOwnersWhereWeAreRoot() throws IOException {
        Object me = Files.getAttribute(root, "unix:uid");
        Entry entry = Entry.text(new ContainerPath("/a"), "", LATER).withOwner(new Ownership(0, 1001));
        Layout layout = new Layout(List.of(new Layer("classes", List.of(entry))));
        Path staged = stage(layout).folder().resolve("classes/a");
        boolean isRoot = me.equals(0);
        assertThat(Files.getAttribute(staged, "unix:uid")).isEqualTo(me);
        assertThat(Files.getAttribute(staged, "unix:gid").equals(1001)).isEqualTo(isRoot);
        assertThat(new StagedLayers(root.resolve("target/layers"))
                        .read()
                        .layers()
                        .get(0)
                        .entries())
                .extracting(Entry::owner)
                .containsExactly(new Ownership(0, 1001));
    }

    @Test
    void foldersThatADockerfileCopiesAreThereAndTheLastTakesWhatNobodyExpected() {
        StagedLayers staged = new StagedLayers(root.resolve("target/layers"));
        staged.write(layout(), new MaterializedFiles(root.resolve("target/work")), expected("/app"));
        assertThat(new Folder(root.resolve("target/layers/dependencies")).files())
                .isEmpty();
        assertThat(root.resolve("target/layers/extra")).doesNotExist();
        assertThat(root.resolve("target/layers/classes/app/bin/run")).hasContent("content of run");
        assertThat(staged.read().layers()).extracting(Layer::name).containsExactly("launch", "extra", "classes");
    }

    /** docker's legacy builder cannot copy right after an empty one. */
    @ParameterizedTest
    @CsvSource({"/app,app", "/app/data,app/data", "/,app"})
    void aFolderThatADockerfileCopiesIsNeverEmpty(String appRoot, String held) throws IOException {
        StagedLayers staged = new StagedLayers(root.resolve("target/layers"));
        staged.write(layout(), new MaterializedFiles(root.resolve("target/work")), expected(appRoot));
        Path folder = root.resolve("target/layers/dependencies").resolve(held);
        assertThat(folder).isEmptyDirectory();
        assertThat(time(folder)).isEqualTo(held.equals("app/data") ? LATER : Images.MODIFIED);
        assertThat(staged.read().layers()).extracting(Layer::name).doesNotContain("dependencies");
    }

    @Test
    void replacesWhatWasStagedBefore() {
        stage(layout());
        Layout less = new Layout(List.of(layout().layers().get(0)));
        StagedLayers staged = stage(less);
        assertThat(new Folder(staged.folder()).files()).containsExactly("launch/app/launch.args", "layers.json");
        assertThat(LayoutPicture.withContents(staged.read())).isEqualTo(LayoutPicture.withContents(less));
    }

    @Test
    void saysWhatIsMissingWhereNothingWasStaged() {
        refusalOf(() -> new StagedLayers(root.resolve("nowhere")).read())
                .hasId("no-layers")
                .says("layers.json")
                .advises("docker-strategy:stage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SECRET",
                "../secret",
                "classes/../../secret",
                "link",
                "folder/secret",
                "nothing",
                "classes",
                "a\\u0000b"
            })
    void refusesWhatABuilderSaysLiesElsewhere(String source) throws IOException {
        Path secret = Files.writeString(root.resolve("secret"), "of this machine");
        Path staged = Files.createDirectories(root.resolve("staged"));
        Files.createDirectories(staged.resolve("classes"));
        Files.createSymbolicLink(staged.resolve("link"), secret);
        Files.createSymbolicLink(staged.resolve("folder"), root);
        Files.writeString(
                staged.resolve("layers.json"),
                "{\"layers\":[{\"name\":\"classes\",\"entries\":[{\"path\":\"/A\",\"source\":\""
                        + source.replace("SECRET", secret.toString())
                        + "\",\"mode\":\"644\",\"owner\":\"0:0\",\"modified\":\"1970-01-01T00:00:01Z\"}]}]}");
        refusalOf(() -> new StagedLayers(staged).read())
                .hasId("unsafe-file-in-container")
                .says("The builder image returned");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]x",
                "{\"layers\":[{\"name\":\"../x\"}]}",
                "{\"layers\":[{\"name\":\"x\",\"entries\":[{\"path\":\"relative\"}]}]}",
                "{\"layers\":[{\"name\":\"x\",\"entries\":[{\"path\":\"/a\",\"mode\":\"755\",\"owner\":\"0:0\",\"modified\":\"soon\"}]}]}"
            })
    void refusesAnIndexThatIsNone(String text) throws IOException {
        Path staged = Files.createDirectories(root.resolve("staged"));
        Files.writeString(staged.resolve("layers.json"), text);
        refusalOf(() -> new StagedLayers(staged).read()).hasId("unsafe-file-in-container");
    }

    @Test
    void anIndexNamesFilesElsewhereByTheirFullPath() {
        Path source = new Folder(root).file("src/A.class");
        Layout layout =
                new Layout(List.of(new Layer("classes", List.of(Entry.file(new ContainerPath("/A"), source, LATER)))));
        LayoutIndex index = new LayoutIndex(root.resolve("target/work/built-layers.json"));
        index.write(layout);
        assertThat(index.read()).isEqualTo(layout);
        assertThat(index.file())
                .as("in the same order on each machine and in each run")
                .content()
                .startsWith("{\"layers\":[{\"name\":\"classes\",\"entries\":[{\"path\":\"/A\",\"source\":\"" + source
                        + "\",\"mode\":\"644\",");
    }

    private static ExpectedLayers expected(String appRoot) {
        return new ExpectedLayers(
                List.of("dependencies", "launch", "classes"), new ContainerPath(appRoot), Images.MODIFIED);
    }

    private StagedLayers stage(Layout layout) {
        StagedLayers staged = new StagedLayers(root.resolve("target/layers"));
        staged.write(
                layout,
                new MaterializedFiles(root.resolve("target/work")),
                new ExpectedLayers(List.of(), ContainerPath.ROOT, Images.MODIFIED));
        return staged;
    }

    /** Every kind of content, odd modes and owners, and one path in two layers. */
    private Layout layout() {
        Folder folder = new Folder(root);
        Path jar = Jars.jar().member("A.class", "class A").write(root.resolve("in.jar"));
        ContainerPath same = new ContainerPath("/app/resources/same.txt");
        return new Layout(List.of(
                new Layer("launch", List.of(Entry.text(new ContainerPath("/app/launch.args"), "-cp\nä\n", LATER))),
                new Layer(
                        "extra",
                        List.of(
                                Entry.file(new ContainerPath("/app/bin/run"), folder.file("run"), LATER)
                                        .withMode(FileMode.parse("750", ""))
                                        .withOwner(new Ownership(1000, 1001)),
                                Entry.directory(new ContainerPath("/app/data"), LATER)
                                        .withMode(FileMode.parse("700", ""))
                                        .withOwner(new Ownership(65532, 65532)),
                                Entry.text(same, "lower", Images.MODIFIED))),
                new Layer(
                        "classes",
                        List.of(
                                Entry.file(new ContainerPath("/app/classes/A.class"), jar, Images.MODIFIED)
                                        .withContent(new Entry.Content.Zipped(jar, "A.class")),
                                Entry.text(same, "upper", Images.MODIFIED)))));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static Instant time(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
