package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.image.Ownership;
import io.github.dockerstrategy.layout.ExtraFiles.Rule;
import io.github.dockerstrategy.layout.ExtraFiles.Single;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
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

class ExplodedLayoutTest {

    private static final Launch LAUNCH =
            new Launch(new ContainerPath("/app"), List.of("-Xmx64m", "-Dgreeting=hello world"), true);

    @TempDir
    private Path root;

    private Folder folder;
    private Path classes;

    @BeforeEach
    void fill() {
        folder = new Folder(root);
        folder.file("classes/demo/Main.class");
        folder.file("classes/demo/Main$1.class");
        folder.file("classes/application.properties");
        folder.file("classes/META-INF/services/demo.Plugin");
        classes = root.resolve("classes");
    }

    @Test
    void laysLayersInTheOrderOfHowRarelyTheyChange() {
        folder.file("extra/etc/demo/banner.txt");
        folder.file("extra/app/bin/run.sh");
        folder.file("agent.jar");
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("extra"), ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(new Single(
                        root.resolve("agent.jar"),
                        new ContainerPath("/opt/agent.jar"),
                        Optional.of(FileMode.parse("600", "")),
                        Optional.of(Ownership.parse("1000:1001", "")))),
                List.of(
                        new Rule("/app/bin/*", Optional.of(FileMode.EXECUTABLE), Optional.empty()),
                        new Rule("/etc/**", Optional.empty(), Optional.of(Ownership.parse("7", "")))));
        Layout layout =
                new ApplicationLayout(LAUNCH, DependencyLayering.NONE, extra, Images.MODIFIED).of(exploded(allKinds()));
        Golden.assertMatches("layout/exploded.txt", LayoutPicture.of(layout, root));
    }

    @Test
    void isOfClassesAndALaunchFileAtLeast() throws IOException {
        Files.delete(folder.file("classes/application.properties"));
        Files.delete(folder.file("classes/META-INF/services/demo.Plugin"));
        Golden.assertMatches("layout/exploded-minimal.txt", LayoutPicture.of(layout(exploded(List.of())), root));
    }

    @Test
    void startsFromTheManifestOfAJarWhereJavaReadsNoArgumentFile() {
        Launch launch = new Launch(new ContainerPath("/srv"), List.of("-Xss1m"), false);
        Layout layout = new ApplicationLayout(launch, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED)
                .of(exploded(List.of(
                        dependency("g", "b c", "1", Origin.SNAPSHOT), dependency("g", "a", "1", Origin.RELEASE))));
        Entry start = layout.layers().stream()
                .filter(layer -> layer.name().equals(Layer.LAUNCH))
                .flatMap(layer -> layer.entries().stream())
                .findFirst()
                .orElseThrow();
        assertThat(start.path()).isEqualTo(new ContainerPath("/srv/launch.jar"));
        assertThat(((Entry.Content.EmptyJar) start.content()).manifest())
                .contains(
                        "Main-Class: demo.Main\r\n",
                        "Class-Path: resources/ classes/ libs/b%20c-1.jar libs/a-1.jar\r\n");
        assertThat(launch.entrypoint()).containsExactly("java", "-Xss1m", "-jar", "/srv/launch.jar");
    }

    @Test
    void anEarlierRootHidesALaterOneAsOnTheClassPath() {
        folder.file("more/application.properties", "hidden");
        folder.file("more/other.properties");
        Layout layout =
                layout(new Application.Exploded(List.of(classes, root.resolve("more")), List.of(), "demo.Main"));
        assertThat(LayoutPicture.withContents(layout))
                .contains("/app/resources/application.properties  'content of classes/application.properties'")
                .contains("/app/resources/other.properties")
                .doesNotContain("hidden");
    }

    @Test
    void keepsTheOrderOfTheClassPathAcrossLayers() {
        Layout layout = layout(exploded(List.of(
                dependency("g", "b", "1", Origin.SNAPSHOT),
                dependency("g", "a", "1", Origin.RELEASE),
                dependency("g", "c", "1", Origin.PROJECT))));
        assertThat(LayoutPicture.withContents(layout))
                .contains("/app/resources:/app/classes:/app/libs/b-1.jar:/app/libs/a-1.jar:/app/libs/c-1.jar");
    }

    @Test
    void doesNotDependOnTheOrderInWhichFilesWereMade() {
        String before = LayoutPicture.of(layout(exploded(List.of())), root);
        for (int i = 9; i > 0; i--) {
            folder.file("classes/demo/Z" + i + ".class");
        }
        Layout layout = layout(exploded(List.of()));
        assertThat(LayoutPicture.of(layout, root)).startsWith(before);
        assertThat(layout.layers())
                .allSatisfy(layer -> assertThat(layer.entries()).isSorted());
    }

    @Test
    void keepsClassesAndResourcesInOneFolderOfTwoLayersWhereADescriptorSpeaksForTheClasses() {
        folder.file("classes/META-INF/persistence.xml");
        Layout layout = layout(exploded(List.of(dependency("g", "a", "1", Origin.RELEASE))));
        assertThat(pathsOf(layout, Layer.RESOURCES))
                .containsExactly(
                        "/app/classes/META-INF/persistence.xml",
                        "/app/classes/META-INF/services/demo.Plugin",
                        "/app/classes/application.properties");
        assertThat(pathsOf(layout, Layer.CLASSES))
                .containsExactly("/app/classes/demo/Main$1.class", "/app/classes/demo/Main.class");
        assertThat(LayoutPicture.withContents(layout))
                .contains("/app/classes:/app/libs/a-1.jar")
                .doesNotContain("/app/resources");
    }

    private static List<String> pathsOf(Layout layout, String name) {
        return layout.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .flatMap(layer -> layer.entries().stream())
                .map(entry -> entry.path().value())
                .toList();
    }

    @Test
    void aBackslashIsACharacterOfAName() throws IOException {
        Files.writeString(classes.resolve("a\\b.properties"), "x");
        assertThat(pathsOf(layout(exploded(List.of())), Layer.RESOURCES)).contains("/app/resources/a\\b.properties");
    }

    @Test
    void readsThroughALinkToTheClasses() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), classes);
        Layout layout = layout(new Application.Exploded(List.of(link), List.of(), "demo.Main"));
        assertThat(LayoutPicture.withContents(layout)).contains("/app/classes/demo/Main.class");
    }

    private Layout layout(Application application) {
        return new ApplicationLayout(LAUNCH, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED).of(application);
    }

    private Application exploded(List<Dependency> dependencies) {
        return new Application.Exploded(List.of(classes), dependencies, "demo.Main");
    }

    private List<Dependency> allKinds() {
        return List.of(
                dependency("com.example", "util", "1.0", Origin.RELEASE),
                dependency("org.example", "util", "1.0", Origin.RELEASE),
                dependency("com.example", "lone", "2.0", Origin.RELEASE),
                dependency("com.example", "fresh", "3-SNAPSHOT", Origin.SNAPSHOT),
                dependency("demo", "api", "0.1-SNAPSHOT", Origin.PROJECT));
    }

    private Dependency dependency(String group, String artifact, String version, Origin origin) {
        String name = artifact + "-" + version + ".jar";
        return new Dependency(
                new Coordinates(group, artifact, version),
                name,
                folder.file("repository/" + group + "/" + name),
                origin);
    }
}
