package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Compiler;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Golden;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import io.github.dockerstrategy.testing.LayoutPicture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
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
                .member("relocated/b/A.class")
                .write(root.resolve("demo-1.jar"));
        golden("packaged-shaded.txt", new Application.Packaged(jar, List.of(library("a"), library("b")), ""));
    }

    @Test
    void aShadedJarIsKnownByItsDependenciesPropertiesToo() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("META-INF/maven/com.example/a/pom.properties")
                .member("relocated/b/A.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(names(new Application.Packaged(jar, List.of(library("a"), library("b")), "")))
                .containsExactly(Layer.LAUNCH, Layer.APPLICATION);
    }

    @Test
    void whatAPartlyShadedJarDoesNotHoldLiesBesideIt() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("lib/a/A.class")
                .write(root.resolve("demo-1.jar"));
        Layout layout = layout(new Application.Packaged(jar, List.of(library("a"), library("b")), ""));
        assertThat(LayoutPicture.of(layout, root)).contains("/app/app.jar:/app/libs/b-1.jar");
        assertThat(paths(new Application.Packaged(jar, List.of(library("a"), library("b")), "")))
                .containsExactly("/app/libs/b-1.jar", "/app/launch.args", "/app/app.jar");
    }

    @Test
    void jarsLieWhereTheManifestsClassPathSays() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/a-1.jar beside.jar")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        Jars.jar().member("beside").write(root.resolve("beside.jar"));
        golden("packaged-class-path.txt", new Application.Packaged(jar, List.of(library("a"), library("b")), ""));
    }

    @Test
    void takesNoFileOfTheClassPathThatTheJvmWouldNotOpen() {
        new Folder(root).file("target/.env");
        new Folder(root).file("target/config/app.properties");
        assertThat(paths(new Application.Packaged(classPath(".env config/app.properties"), List.of(library("a")), "")))
                .containsExactly("/app/libs/a-1.jar", "/app/launch.args", "/app/app.jar");
        Path broken = new Folder(root).file("target/broken.jar");
        refusalOf(() -> layout(new Application.Packaged(classPath("broken.jar"), List.of(), "")))
                .hasId("broken-archive")
                .says("'" + broken + "'");
    }

    @Test
    void passesOverWhatTheClassPathNamesAndIsNotThere() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "config/ . lib/gone.jar /opt/other.jar file:x.jar")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(paths(new Application.Packaged(jar, List.of(library("a")), "")))
                .as("what the manifest does not name is needed all the same")
                .containsExactly("/app/libs/a-1.jar", "/app/launch.args", "/app/app.jar");
    }

    @Test
    void aFolderOfTheClassPathThatLiesBesideTheJarIsTaken() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/a-1.jar config/")
                .member("demo/Main.class")
                .write(root.resolve("target/demo-1.jar"));
        new Folder(root).file("target/config/app.properties");
        assertThat(paths(new Application.Packaged(jar, List.of(library("a")), "")))
                .containsExactly("/app/lib/a-1.jar", "/app/launch.args", "/app/app.jar", "/app/config/app.properties");
    }

    @Test
    void nothingOutsideTheJarsFolderIsTakenForItsClassPath() {
        new Folder(root).file("secret/id_rsa");
        new Folder(root).file("secret/id.jar");
        for (String element :
                List.of("../secret/", "a/../../secret/", "%2e%2e/secret/", "../", "../../../../../../../etc/")) {
            assertThat(paths(new Application.Packaged(classPath(element), List.of(library("a")), "")))
                    .as(element)
                    .containsExactly("/app/libs/a-1.jar", "/app/launch.args", "/app/app.jar");
        }
        for (String element : List.of("../secret/id_rsa", "a/../../secret/id.jar", "%2e%2e/secret/id_rsa")) {
            Path jar = classPath(element);
            refusalOf(() -> layout(new Application.Packaged(jar, List.of(), "")))
                    .hasId("class-path-outside");
        }
    }

    @Test
    void refusesAClassPathThatReplacesTheFileThatSaysHowItIsStarted() {
        new Folder(root).file("target/launch.args/x");
        Path jar = classPath("launch.args/");
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(), ""))).hasId("unsafe-archive-member");
    }

    @Test
    void refusesALinkThatLoopsInAFolderOfTheClassPath() throws IOException {
        Path jar = classPath("config/");
        Path config = Files.createDirectories(root.resolve("target/config"));
        Files.createSymbolicLink(config.resolve("loop"), config);
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(), "")))
                .hasId("unusable-file")
                .says("loop");
    }

    @Test
    void aDependencyThatTheClassPathNamesOutsideTheJarsFolderGoesToTheLibraries() {
        assertThat(paths(new Application.Packaged(classPath("../lib/a-1.jar"), List.of(library("a")), "")))
                .as("/lib is a symbolic link in most base images")
                .containsExactly("/app/libs/a-1.jar", "/app/launch.args", "/app/app.jar");
    }

    private Path classPath(String elements) {
        return Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", elements)
                .member("demo/Main.class")
                .write(root.resolve("target/demo-1.jar"));
    }

    @Test
    void jarsOfOneFileNameLieWhereTheRepositoryLayoutSays() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "com/one/same/1/same-1.jar com/two/same/1/same-1.jar")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        List<Dependency> both = List.of(same("com.two"), same("com.one"));
        assertThat(LayoutPicture.of(layout(new Application.Packaged(jar, both, "")), root))
                .contains("/app/com/one/same/1/same-1.jar  <- com.one/same-1.jar")
                .contains("/app/com/two/same/1/same-1.jar  <- com.two/same-1.jar");
    }

    @Test
    void ofTwoJarsThatTheClassPathNamesAlikeTheSecondGoesToTheLibraries() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/same-1.jar lib/same-1.jar")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(paths(new Application.Packaged(jar, List.of(same("com.one"), same("com.two")), "")))
                .containsExactly("/app/lib/same-1.jar", "/app/libs/same-1.jar", "/app/launch.args", "/app/app.jar");
    }

    @Test
    void aSnapshotLiesUnderTheTimestampThatTheClassPathNames() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .manifest("Class-Path", "lib/b-2-20260102.030405-6.jar lib/with%20blank.jar")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        Jars.jar().member("blank").write(root.resolve("lib/with blank.jar"));
        assertThat(paths(new Application.Packaged(jar, List.of(snapshot("b")), "")))
                .containsExactly(
                        "/app/lib/b-2-20260102.030405-6.jar",
                        "/app/lib/with blank.jar",
                        "/app/launch.args",
                        "/app/app.jar");
    }

    @Test
    void aThinJarThatOverridesAClassOfALibraryIsNoShadedJar() {
        Path classes = root.resolve("classes");
        new Folder(classes).file("demo/Main.class");
        new Folder(classes).file("lib/a/A.class");
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("lib/a/A.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(paths(new Application.Packaged(jar, List.of(library("a"), library("b")), List.of(classes), "", "")))
                .containsExactly("/app/libs/a-1.jar", "/app/libs/b-1.jar", "/app/launch.args", "/app/app.jar");
    }

    @Test
    void oneClassOfALargeLibraryDoesNotMakeAJarShaded() {
        Path library = Jars.jar()
                .member("lib/a/A.class")
                .member("lib/a/B.class")
                .member("lib/a/C.class")
                .write(root.resolve("repository/a-1.jar"));
        Dependency large = new Dependency(new Coordinates("com.example", "a", "1"), "a-1.jar", library, Origin.RELEASE);
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("lib/a/A.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(paths(new Application.Packaged(jar, List.of(large), ""))).contains("/app/libs/a-1.jar");
    }

    @Test
    void withoutArgumentFilesAJarStartsFromTheManifestOfAnother() throws Exception {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        Launch java8 = new Launch(new ContainerPath("/app"), List.of("-Xss1m"), false);
        Layout layout = new ApplicationLayout(java8, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED)
                .of(new Application.Packaged(jar, List.of(library("a"), library("b")), ""));

        assertThat(java8.entrypoint()).containsExactly("java", "-Xss1m", "-jar", "/app/launch.jar");
        Attributes manifest = launchJar(layout);
        assertThat(manifest.getValue("Main-Class")).isEqualTo("demo.Main");
        assertThat(manifest.getValue("Class-Path")).isEqualTo("app.jar libs/a-1.jar libs/b-1.jar");
    }

    @Test
    void withoutArgumentFilesASpringBootArchiveStartsFromItsFolder() throws Exception {
        Path jar = Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.JarLauncher")
                .manifest("Start-Class", "demo.Main")
                .manifest("Spring-Boot-Version", "2.7.18")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .member("BOOT-INF/classes/demo/Main.class")
                .member("org/springframework/boot/loader/JarLauncher.class")
                .write(root.resolve("demo-1.jar"));
        Launch java8 = new Launch(new ContainerPath("/app"), List.of(), false);
        Layout layout = new ApplicationLayout(java8, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED)
                .of(new Application.Packaged(jar, List.of(), ""));

        assertThat(launchJar(layout).getValue("Class-Path")).isEqualTo("./");
        assertThat(launchJar(layout).getValue("Main-Class")).endsWith("loader.JarLauncher");
    }

    @Test
    void refusesAStartClassThatIsNowhere() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .manifest("Start-Class", "demo.Typo")
                .manifest("Spring-Boot-Version", "3.5.7")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .member("BOOT-INF/classes/demo/Main.class")
                .member("BOOT-INF/lib/a-1.jar")
                .write(root.resolve("demo-1.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(library("a")), "")))
                .hasId("main-class-not-found")
                .says("'demo.Typo'");
    }

    @Test
    void theLaunchJarIsTheSameInEveryTimeZone() {
        Entry.Content.EmptyJar jar = new Entry.Content.EmptyJar("Manifest-Version: 1.0\r\n\r\n");
        TimeZone zone = TimeZone.getDefault();
        byte[] here = jar.bytes();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            assertThat(jar.bytes()).isEqualTo(here);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertThat(jar.bytes()).isEqualTo(here);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void theMainClassThatTheUserNamesWinsOverTheManifests() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .member("demo/Tool.class")
                .write(root.resolve("demo-1.jar"));
        assertThat(LayoutPicture.of(layout(new Application.Packaged(jar, List.of(), List.of(), "demo.Tool", "")), root))
                .contains("| demo.Tool");
    }

    @Test
    void refusesAnotherClassThanSpringBootsLoaderStarts() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.JarLauncher")
                .manifest("Start-Class", "demo.Main")
                .manifest("Spring-Boot-Version", "3.5.7")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .member("org/springframework/boot/loader/JarLauncher.class")
                .write(root.resolve("demo-1.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(), List.of(), "demo.Tool", "")))
                .hasId("main-class-not-started")
                .says("demo.Main", "'demo.Tool'")
                .advises("Start-Class");
    }

    @Test
    void theOnlyMainClassServesAJarThatNamesNone() {
        Path classes = Compiler.compile(
                root.resolve("classes"),
                Map.of("App", "public class App { public static void main(String[] args) {} }"));
        Path jar = Jars.jar().member("App.class").write(root.resolve("demo-1.jar"));
        assertThat(LayoutPicture.of(layout(new Application.Packaged(jar, List.of(), List.of(classes), "", "")), root))
                .contains("| App\n");
    }

    @Test
    void refusesAMainClassThatIsNowhere() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Typo")
                .member("demo/Main.class")
                .write(root.resolve("demo-1.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(library("a")), "")))
                .hasId("main-class-not-found")
                .says("'demo.Typo'");
    }

    @Test
    void refusesTheJarOfQuarkusWithoutTheFoldersBesideIt() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "io.quarkus.bootstrap.runner.QuarkusEntryPoint")
                .manifest("Class-Path", "lib/boot/runner.jar")
                .write(root.resolve("quarkus-app/quarkus-run.jar"));
        refusalOf(() -> layout(new Application.Packaged(jar, List.of(), "")))
                .hasId("quarkus-jar-alone")
                .says("quarkus-run.jar")
                .advises("artifact=target/quarkus-app/");
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
                .advises("container.mainClass");
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

    private List<String> paths(Application application) {
        return layout(application).layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .map(entry -> entry.path().value())
                .toList();
    }

    private static Attributes launchJar(Layout layout) throws IOException {
        Entry entry = layout.layers().stream()
                .filter(layer -> layer.name().equals(Layer.LAUNCH))
                .flatMap(layer -> layer.entries().stream())
                .findFirst()
                .orElseThrow();
        assertThat(entry.path()).hasToString("/app/launch.jar");
        byte[] bytes = ((Entry.Content.Made) entry.content()).bytes();
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes))) {
            return jar.getManifest().getMainAttributes();
        }
    }

    private Dependency same(String group) {
        Path file = Jars.jar().member("lib/" + group + "/A.class").write(root.resolve(group + "/same-1.jar"));
        return new Dependency(new Coordinates(group, "same", "1"), "same-1.jar", file, Origin.RELEASE);
    }

    private static Layout layout(Application application) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of("-Xss1m"), true);
        return new ApplicationLayout(launch, DependencyLayering.NONE, ExtraFiles.NONE, Images.MODIFIED).of(application);
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
