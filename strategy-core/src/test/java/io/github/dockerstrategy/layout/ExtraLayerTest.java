package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.layout.ExtraFiles.Rule;
import io.github.dockerstrategy.project.Application;
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
import org.junit.jupiter.api.io.TempDir;

class ExtraLayerTest {

    @TempDir
    private Path root;

    private Folder folder;

    @BeforeEach
    void fill() {
        folder = new Folder(root);
        folder.file("classes/demo/Main.class");
        folder.file("classes/c.properties", "of the application");
    }

    @Test
    void anExtraFileReplacesTheApplicationsInWhateverLayer() {
        folder.file("extra/app/resources/c.properties", "extra");
        folder.file("extra/app/classes/demo/Main.class", "extra");
        folder.file("extra/app/launch.args", "extra");
        assertThat(LayoutPicture.withContents(layout(List.of())))
                .contains(
                        "/app/resources/c.properties  'extra'",
                        "/app/classes/demo/Main.class  'extra'",
                        "/app/launch.args  'extra'")
                .doesNotContain("of the application", "content of classes");
    }

    @Test
    void anExtraFileReplacesOneOfAnArtifact() throws IOException {
        folder.file("extra/srv/c.properties", "extra");
        Layout layout =
                layoutOf(new Application.Artifact(root.resolve("classes"), new ContainerPath("/srv")), List.of());
        assertThat(LayoutPicture.withContents(layout))
                .contains("/srv/c.properties  'extra'", "/srv/demo/Main.class")
                .doesNotContain("of the application");
    }

    @Test
    void layersWithoutAFileOfBothAreWhatTheyWere() {
        Layout before = layout(List.of());
        folder.file("extra/etc/motd");
        folder.file("extra/app/other/x");
        assertThat(layout(List.of()).layers()).containsAll(before.layers());
    }

    @Test
    void theModeOfAFolderHoldsInTheLayersAboveToo() {
        folder.file("extra/app/resources/more.properties");
        Layout layout =
                layout(List.of(new Rule("/app/resources", Optional.of(FileMode.parse("700", "")), Optional.empty())));
        assertThat(layout.layers())
                .filteredOn(layer -> layer.name().equals(Layer.RESOURCES))
                .first()
                .extracting(layer -> layer.entries().get(0))
                .satisfies(entry -> {
                    assertThat(entry.path()).hasToString("/app/resources");
                    assertThat(entry.mode()).hasToString("700");
                });
    }

    @Test
    void extraFilesInTheApplicationsFoldersAreOnItsClassPath() throws IOException {
        Files.delete(root.resolve("classes/c.properties"));
        folder.file("extra/app/resources/late.properties");
        folder.file("extra/app/libs/late.jar");
        folder.file("extra/app/libs/notes.txt");
        assertThat(LayoutPicture.withContents(layout(List.of())))
                .contains("/app/resources:/app/classes:/app/libs/late.jar");
    }

    @Test
    void refusesAFileInPlaceOfAFolderOfTheApplication() {
        folder.file("extra/app/classes");
        refusalOf(() -> layout(List.of()))
                .hasId("file-and-folder")
                .says("'/app/classes' is a file of extraDirectories, and a folder of the application");
    }

    private Layout layout(List<Rule> rules) {
        return layoutOf(new Application.Exploded(List.of(root.resolve("classes")), List.of(), "demo.Main"), rules);
    }

    private Layout layoutOf(Application application, List<Rule> rules) {
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("extra"), ContainerPath.ROOT, List.of(), List.of(), true)),
                List.of(),
                rules);
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true);
        return new ApplicationLayout(launch, DependencyLayering.NONE, extra, Images.MODIFIED).of(application);
    }
}
