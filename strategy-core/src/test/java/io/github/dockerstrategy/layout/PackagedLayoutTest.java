package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagedLayoutTest {

    @TempDir
    private Path root;

    @Test
    void aThinJarGetsItsDependenciesBesideIt() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .write(root.resolve("t/demo-1.jar"));
        golden("packaged-thin.txt", new Application.Packaged(jar, List.of(library("a"), snapshot("b")), ""));
    }

    @Test
    void aShadedJarGoesAlone() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("lib/a/A.class")
                .write(root.resolve("demo-1.jar"));
        golden("packaged-shaded.txt", new Application.Packaged(jar, List.of(library("a"), library("b")), ""));
    }

    @Test
    void aShadedJarIsKnownByItsDependenciesPropertiesToo() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("META-INF/maven/com.example/a/pom.properties")
                .write(root.resolve("demo-1.jar"));
        assertThat(names(new Application.Packaged(jar, List.of(library("a"), library("b")), "")))
                .containsExactly(Layer.LAUNCH, Layer.APPLICATION);
    }

    @Test
    void jarsLieWhereTheManifestsClassPathSays() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/a-1.jar beside.jar")
                .write(root.resolve("demo-1.jar"));
        new Folder(root).file("beside.jar");
        golden("packaged-class-path.txt", new Application.Packaged(jar, List.of(library("a"), library("b")), ""));
    }

    @Test
    void namesAJarOfTheClassPathThatIsNowhere() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/gone.jar")
                .write(root.resolve("demo-1.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(library("a")), "")))
                .hasId("missing-class-path-jar")
                .says("'lib/gone.jar'")
                .pointsAt("demo-1.jar")
                .advises("<containerizingMode>exploded</containerizingMode>");
    }

    @Test
    void theConfiguredMainClassServesAJarThatNamesNone() {
        Path jar = Jars.jar().member("demo/Main.class").write(root.resolve("demo-1.jar"));
        assertThat(LayoutPicture.of(layout(new Application.Packaged(jar, List.of(), "demo.Main")), root))
                .contains("| demo.Main");
    }

    @Test
    void refusesAJarThatCannotBeRun() {
        Path jar = Jars.jar().member("demo/Library.class").write(root.resolve("demo-1.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(), "")))
                .hasId("jar-not-runnable")
                .says("Main-Class")
                .pointsAt("demo-1.jar")
                .advises("<mainClass>");
    }

    @Test
    void refusesAnArtifactThatIsNotThere() {
        refusalOf(() -> layout(new Application.Packaged(root.resolve("gone.jar"), List.of(), "")))
                .hasId("missing-artifact")
                .says("gone.jar");
    }

    @Test
    void refusesAnArtifactThatIsNoArchive() {
        Path text = new Folder(root).file("demo.jar", "this is no jar");
        refusalOf(() -> layout(new Application.Packaged(text, List.of(), "")))
                .hasId("broken-archive")
                .says("demo.jar");
    }

    private void golden(String name, Application application) {
        Golden.assertMatches("layout/" + name, LayoutPicture.of(layout(application), root));
    }

    private List<String> names(Application application) {
        return layout(application).layers().stream().map(Layer::name).toList();
    }

    private static Layout layout(Application application) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of("-Xss1m"), true);
        return new ApplicationLayout(launch, DependencySplit.NONE, ExtraFiles.NONE, Images.MODIFIED).of(application);
    }

    private Dependency library(String name) {
        Path file = Jars.jar().member("lib/" + name + "/A.class").write(root.resolve("repository/" + name + "-1.jar"));
        return new Dependency(new Coordinates("com.example", name, "1"), name + "-1.jar", file, Origin.RELEASE);
    }

    private Dependency snapshot(String name) {
        Path file = Jars.jar().member("lib/" + name + "/A.class").write(root.resolve("repository/" + name + ".jar"));
        return new Dependency(
                new Coordinates("com.example", name, "2-SNAPSHOT"), name + "-2-SNAPSHOT.jar", file, Origin.SNAPSHOT);
    }
}
