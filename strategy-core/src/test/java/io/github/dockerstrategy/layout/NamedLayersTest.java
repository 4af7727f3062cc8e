package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.image.FileMode;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Folder;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedLayersTest {

    private static final NamedLayer FRAMEWORK = jars("framework", "org.springframework*:*");
    private static final NamedLayer COMPANY = jars("company", "com.acme:*", "com.acme.*:*");

    @TempDir
    private Path root;

    private Folder folder;

    @BeforeEach
    void fill() {
        folder = new Folder(root);
        folder.file("classes/demo/Main.class");
        folder.file("classes/application.properties");
        folder.file("classes/static/logo.png");
        folder.file("classes/static/fonts/sans.woff");
    }

    @Test
    void lieInTheirOrderAboveTheReleasedDependencies() {
        assertThat(layers(split(FRAMEWORK, COMPANY), exploded()))
                .containsExactly(
                        Map.entry("dependencies", List.of("/app/libs/util-1.jar")),
                        Map.entry("framework", List.of("/app/libs/spring-boot-4.jar", "/app/libs/spring-core-7.jar")),
                        Map.entry(
                                "company",
                                List.of(
                                        "/app/libs/api-1-SNAPSHOT.jar",
                                        "/app/libs/money-2.jar",
                                        "/app/libs/shared-3-SNAPSHOT.jar")),
                        Map.entry("snapshot-dependencies", List.of("/app/libs/fresh-1-SNAPSHOT.jar")),
                        Map.entry("launch", List.of("/app/launch.args")),
                        Map.entry(
                                "resources",
                                List.of(
                                        "/app/resources/application.properties",
                                        "/app/resources/static/fonts/sans.woff",
                                        "/app/resources/static/logo.png")),
                        Map.entry("classes", List.of("/app/classes/demo/Main.class")));
    }

    @Test
    void theFirstThatTakesAFileHasIt() {
        NamedLayer all = jars("all", "*:*");
        assertThat(layers(split(COMPANY, all), exploded()).get("company")).hasSize(3);
        assertThat(layers(split(all, COMPANY), exploded()))
                .doesNotContainKeys("company", "dependencies", "snapshot-dependencies");
        NamedLayer byPath = new NamedLayer("by-path", List.of(), List.of("/app/libs/money-*"));
        assertThat(layers(split(byPath, COMPANY), exploded()))
                .containsEntry("by-path", List.of("/app/libs/money-2.jar"));
        assertThat(layers(split(COMPANY, byPath), exploded())).doesNotContainKey("by-path");
    }

    @Test
    void takeFilesByTheirPathWhereverTheyWouldHaveLain() {
        folder.file("extra/app/resources/static/banner.txt");
        NamedLayer assets = new NamedLayer("assets", List.of(), List.of("/app/resources/static/**"));
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("extra"), ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(),
                List.of());
        Layout layout = layout(split(assets), extra, exploded());
        assertThat(files(layout))
                .containsEntry(
                        "assets",
                        List.of(
                                "/app/resources/static/banner.txt",
                                "/app/resources/static/fonts/sans.woff",
                                "/app/resources/static/logo.png"))
                .containsEntry("resources", List.of("/app/resources/application.properties"));
    }

    @Test
    void leaveAFolderWithItsModeAboveTheFilesThatWereTakenOutOfIt() {
        folder.file("extra/data/model.bin");
        NamedLayer models = new NamedLayer("models", List.of(), List.of("/data/**", "/data"));
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("extra"), ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(),
                List.of(new ExtraFiles.Rule("/data", Optional.of(FileMode.parse("700", "")), Optional.empty())));
        Layout layout = layout(split(models), extra, exploded());
        assertThat(files(layout)).containsEntry("models", List.of("/data/model.bin"));
        assertThat(entries(layout, "extra")).anySatisfy(entry -> {
            assertThat(entry.path().value()).isEqualTo("/data");
            assertThat(entry.mode()).hasToString("700");
        });
    }

    @Test
    void showTheExtraFileThatReplacesTheResource() {
        folder.file("extra/app/resources/static/logo.png", "in place of the resource");
        NamedLayer assets = new NamedLayer("assets", List.of(), List.of("**/*.png"));
        ExtraFiles extra = new ExtraFiles(
                List.of(new ExtraFiles.Folder(root.resolve("extra"), ContainerPath.ROOT, List.of(), List.of(), false)),
                List.of(),
                List.of());
        assertThat(entries(layout(split(assets), extra, exploded()), "assets"))
                .extracting(Entry::content)
                .containsExactly(new Entry.Content.Source(root.resolve("extra/app/resources/static/logo.png")));
    }

    /** The class path is the application's, however its jars are divided. */
    @Test
    void changeNothingOfWhatIsInTheImage() {
        Application application = exploded();
        assertThat(all(layout(split(FRAMEWORK, COMPANY), ExtraFiles.NONE, application)))
                .isEqualTo(all(layout(DependencyLayering.NONE, ExtraFiles.NONE, application)));
    }

    @Test
    void divideAWar() {
        Jars war = Jars.jar().member("WEB-INF/web.xml").member("WEB-INF/lib/unknown-1.jar");
        dependencies().forEach(dependency -> war.member("WEB-INF/lib/" + dependency.fileName()));
        Map<String, List<String>> layers =
                layers(split(COMPANY), new Application.War(war.write(root.resolve("demo.war")), dependencies()));
        assertThat(layers.get("company"))
                .containsExactly(
                        "/app/WEB-INF/lib/api-1-SNAPSHOT.jar",
                        "/app/WEB-INF/lib/money-2.jar",
                        "/app/WEB-INF/lib/shared-3-SNAPSHOT.jar");
        assertThat(layers.get("dependencies")).hasSize(4);
        assertThat(layers).doesNotContainKey("project-dependencies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dependencies", "everything", "company"})
    void divideASpringBootJarWhateverLayersItNamesItself(String own) {
        Jars jar = Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .manifest("Spring-Boot-Version", "4.0.0")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .manifest("Spring-Boot-Lib", "BOOT-INF/lib/")
                .manifest("Spring-Boot-Layers-Index", "BOOT-INF/layers.idx")
                .member("BOOT-INF/layers.idx", "- \"" + own + "\":\n  - \"BOOT-INF/lib/\"\n");
        dependencies().forEach(dependency -> jar.member("BOOT-INF/lib/" + dependency.fileName()));
        Map<String, List<String>> layers = layers(
                split(COMPANY), new Application.Packaged(jar.write(root.resolve("demo.jar")), dependencies(), ""));
        assertThat(layers.get("company"))
                .contains("/app/BOOT-INF/lib/money-2.jar", "/app/BOOT-INF/lib/shared-3-SNAPSHOT.jar")
                .hasSize(own.equals("company") ? 7 : 3);
        assertThat(layers.get(own)).contains("/app/BOOT-INF/lib/util-1.jar");
    }

    @Test
    void divideTheJarsBesideAPackagedOne() {
        Path jar = Jars.jar()
                .manifest("Main-Class", "demo.Main")
                .member("demo/Main.class")
                .write(root.resolve("demo.jar"));
        List<Dependency> beside = dependencies();
        beside.forEach(dependency -> Jars.jar().write(dependency.file()));
        assertThat(layers(split(COMPANY), new Application.Packaged(jar, beside, "")))
                .containsKeys("dependencies", "company", "application");
    }

    @Test
    void areThoseThatADockerfileExpects() {
        DependencyLayering split = split(FRAMEWORK, COMPANY);
        Layout layout = layout(split, ExtraFiles.NONE, exploded());
        List<String> expected = ApplicationKind.EXPLODED.layers(false, split);
        assertThat(expected).startsWith("dependencies", "framework", "company", "snapshot-dependencies");
        assertThat(new ExpectedLayers(expected, new ContainerPath("/app"), Images.MODIFIED)
                        .of(layout)
                        .layers())
                .extracting(Layer::name)
                .isEqualTo(expected);
        assertThat(ApplicationKind.WAR.layers(false, split)).contains("framework", "company");
        assertThat(ApplicationKind.PACKAGED.layers(true, split)).contains("framework", "company");
    }

    @Test
    void areStagedAsTheyAre() {
        DependencyLayering split = split(FRAMEWORK, COMPANY);
        Layout layout = layout(split, ExtraFiles.NONE, exploded());
        StagedLayers staged = new StagedLayers(root.resolve("staged"));
        staged.write(
                layout,
                new MaterializedFiles(root.resolve("work")),
                new ExpectedLayers(
                        ApplicationKind.EXPLODED.layers(false, split), new ContainerPath("/app"), Images.MODIFIED));
        assertThat(files(staged.read())).isEqualTo(files(layout));
        assertThat(root.resolve("staged/company/app/libs/money-2.jar")).exists();
    }

    @Test
    void ofWhichThereIsNothingAreNamed() {
        DependencyLayering split = split(COMPANY, jars("ghosts", "org.ghosts:*"));
        assertThat(split.named().missingIn(layout(split, ExtraFiles.NONE, exploded())))
                .containsExactly("ghosts");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"              | A layer has no name       | name=company-libraries",
                "Company         | 'Company' is not a name      | lower case words",
                "a/b             | 'a/b' is not a name          | lower case words",
                "classes         | a layer 'classes' already | none of: application, classes",
                "dependencies-07 | 'dependencies-07' already | none of"
            })
    void haveNamesOfTheirOwn(String name, String what, String fix) {
        refusalOf(() -> jars(name, "com.acme:*"))
                .hasId("bad-layer")
                .says(what)
                .pointsAt("layers.layer.name")
                .advises(fix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.acme", "com.acme:*:1.0", "com acme:*", "com.acme:", "com.{acme,foo}:*"})
    void refuseWhatIsNoPatternOfDependencies(String pattern) {
        refusalOf(() -> jars("company", pattern))
                .hasId("bad-layer")
                .says("'" + pattern + "' is not a pattern of dependencies")
                .advises("groupId:artifactId");
    }

    @Test
    void refuseWhatIsNoPatternOfPaths() {
        refusalOf(() -> new NamedLayer("a", List.of(), List.of("/app/[x")))
                .hasId("bad-pattern")
                .says("/app/[x")
                .pointsAt("layers.layer.paths");
        refusalOf(() -> new NamedLayer("a", List.of(), List.of("app/x")))
                .hasId("bad-layer")
                .says("'app/x' matches no path")
                .advises("write /app/x");
    }

    @Test
    void takeSomething() {
        refusalOf(() -> new NamedLayer("empty", List.of(), List.of()))
                .hasId("bad-layer")
                .says("The layer 'empty' selects no files");
    }

    @Test
    void areCalledDifferently() {
        refusalOf(() -> new NamedLayers(List.of(COMPANY, FRAMEWORK, COMPANY)))
                .hasId("bad-layer")
                .says("Two layers are called 'company'");
    }

    @Test
    void areNotMoreThanAFileSystemCanMount() {
        List<NamedLayer> many = IntStream.range(0, 65)
                .mapToObj(i -> jars("layer-" + i, "a:a" + i))
                .toList();
        refusalOf(() -> DependencyLayering.DEFAULT.with(new NamedLayers(many)))
                .hasId("bad-dependency-layers")
                .says("32 layers of dependencies and 65 named ones")
                .advises("together they can be 96");
    }

    private static NamedLayer jars(String name, String... patterns) {
        return new NamedLayer(name, List.of(patterns), List.of());
    }

    private static DependencyLayering split(NamedLayer... layers) {
        return DependencyLayering.NONE.with(new NamedLayers(List.of(layers)));
    }

    private static Map<String, List<String>> layers(DependencyLayering split, Application application) {
        return files(layout(split, ExtraFiles.NONE, application));
    }

    private static Layout layout(DependencyLayering split, ExtraFiles extra, Application application) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true);
        return new ApplicationLayout(launch, split, extra, Images.MODIFIED).of(application);
    }

    private static Map<String, List<String>> files(Layout layout) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        layout.layers()
                .forEach(layer -> files.put(
                        layer.name(),
                        layer.entries().stream()
                                .filter(entry -> !entry.isDirectory())
                                .map(entry -> entry.path().value())
                                .toList()));
        return files;
    }

    private static Set<Entry> all(Layout layout) {
        Set<Entry> all = new TreeSet<>();
        layout.layers().forEach(layer -> all.addAll(layer.entries()));
        return all;
    }

    private static List<Entry> entries(Layout layout, String name) {
        return layout.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .flatMap(layer -> layer.entries().stream())
                .toList();
    }

    private Application exploded() {
        return new Application.Exploded(List.of(root.resolve("classes")), dependencies(), "demo.Main");
    }

    private List<Dependency> dependencies() {
        return List.of(
                dependency("org.springframework.boot", "spring-boot", "4", Origin.RELEASE),
                dependency("com.acme", "money", "2", Origin.RELEASE),
                dependency("org.example", "util", "1", Origin.RELEASE),
                dependency("com.acme.shop", "api", "1-SNAPSHOT", Origin.PROJECT),
                dependency("org.springframework", "spring-core", "7", Origin.RELEASE),
                dependency("com.acme", "shared", "3-SNAPSHOT", Origin.SNAPSHOT),
                dependency("org.example", "fresh", "1-SNAPSHOT", Origin.SNAPSHOT));
    }

    private Dependency dependency(String group, String artifact, String version, Origin origin) {
        String name = artifact + "-" + version + ".jar";
        return new Dependency(
                new Coordinates(group, artifact, version), name, folder.file("repository/" + name), origin);
    }
}
