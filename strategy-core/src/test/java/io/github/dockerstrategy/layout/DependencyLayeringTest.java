package io.github.dockerstrategy.layout;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Images;
import io.github.dockerstrategy.testing.Jars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyLayeringTest {

    private static final long SMALL = 50_000;
    private static final long LARGE = 2_000_000;

    @TempDir
    private Path root;

    @Test
    void namesItsLayersWithoutLookingAtAnyJar() {
        assertThat(new DependencyLayering(3).names())
                .containsExactly("dependencies-01", "dependencies-02", "dependencies-03");
        assertThat(DependencyLayering.NONE.names()).containsExactly("dependencies");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 16, 32, 96})
    void putsEachJarIntoALayerThatItNames(int layers) {
        DependencyLayering split = new DependencyLayering(layers);
        for (int i = 0; i < 500; i++) {
            assertThat(split.names())
                    .contains(
                            split.layerOf(new Coordinates("org.group" + i % 40 + ".x", "jar" + i, "1"), SMALL),
                            split.layerOf(new Coordinates("group" + i, "jar", "1"), LARGE));
        }
    }

    @Test
    void usesAllLayersOfMany() {
        DependencyLayering split = DependencyLayering.DEFAULT;
        assertThat(IntStream.range(0, 2000)
                        .mapToObj(i -> split.layerOf(
                                new Coordinates("org.group" + i + ".x", "jar" + i, "1"), i % 2 == 0 ? SMALL : LARGE))
                        .distinct())
                .hasSameSizeAs(split.names());
    }

    @Test
    void anUpgradeStaysInItsLayer() {
        DependencyLayering split = DependencyLayering.DEFAULT;
        assertThat(split.layerOf(new Coordinates("org.example.web", "web-core", "1.0"), SMALL))
                .isEqualTo(split.layerOf(new Coordinates("org.example.web", "web-core", "2.0"), SMALL + 1));
    }

    @Test
    void whatOneOrganisationReleasesLiesInFewLayers() {
        DependencyLayering split = DependencyLayering.DEFAULT;
        assertThat(IntStream.range(0, 200)
                        .mapToObj(i -> split.layerOf(
                                new Coordinates("org.example." + (char) ('a' + i % 20), "part" + i, "1"), SMALL))
                        .distinct())
                .hasSize(3);
    }

    /** Whoever changes this makes every image of every user send all its dependencies once more. */
    @Test
    void neverMovesAJarFromOneReleaseOfThisPluginToTheNext() {
        DependencyLayering split = DependencyLayering.DEFAULT;
        Map<String, String> layers = new TreeMap<>();
        layers.put("spring-core", split.layerOf(new Coordinates("org.springframework", "spring-core", "7"), LARGE));
        layers.put("spring-jcl", split.layerOf(new Coordinates("org.springframework", "spring-jcl", "7"), SMALL));
        layers.put("slf4j-api", split.layerOf(new Coordinates("org.slf4j", "slf4j-api", "2"), SMALL));
        layers.put("junit", split.layerOf(new Coordinates("junit", "junit", "4"), SMALL));
        layers.put("h2", split.layerOf(new Coordinates("com.h2database", "h2", "2"), LARGE));
        assertThat(layers)
                .hasToString("{h2=dependencies-22, junit=dependencies-09, slf4j-api=dependencies-01,"
                        + " spring-core=dependencies-18, spring-jcl=dependencies-02}");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 97})
    void refusesNumbersThatMakeNoSense(int layers) {
        refusalOf(() -> new DependencyLayering(layers))
                .hasId("bad-dependency-layers")
                .says(String.valueOf(layers))
                .pointsAt("dependencies.layers")
                .advises("from 1 to 96");
    }

    @Test
    void isReadFromAPom() {
        assertThat(DependencyLayering.parse("8")).isEqualTo(new DependencyLayering(8));
        refusalOf(() -> DependencyLayering.parse("many"))
                .hasId("bad-dependency-layers")
                .says("over many layers");
    }

    @Test
    void addingAJarLeavesTheLayersOfTheOthersAsTheyWere() {
        List<Dependency> few = dependencies(20);
        Map<String, List<String>> before = releases(few);
        Map<String, List<String>> after = releases(dependencies(21));
        after.values().forEach(jars -> jars.remove("/app/libs/jar20-1.jar"));
        after.values().removeIf(List::isEmpty);
        assertThat(after).isEqualTo(before);
        assertThat(before).hasSizeGreaterThan(5);
    }

    @Test
    void aWarIsSplitAsAJarIs() {
        Jars war = Jars.jar();
        List<Dependency> dependencies = dependencies(20);
        dependencies.forEach(dependency -> war.member("WEB-INF/lib/" + dependency.fileName()));
        Layout layout = layout(new Application.War(war.write(root.resolve("demo.war")), dependencies));
        assertThat(jars(layout).keySet()).isEqualTo(releases(dependencies).keySet());
    }

    @Test
    void aPackagedSpringBootJarIsSplitAsWell() {
        Jars jar = Jars.jar()
                .manifest("Main-Class", "org.springframework.boot.loader.launch.JarLauncher")
                .manifest("Spring-Boot-Version", "4.0.0")
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .manifest("Spring-Boot-Lib", "BOOT-INF/lib/");
        List<Dependency> dependencies = dependencies(20);
        dependencies.forEach(dependency -> jar.member("BOOT-INF/lib/" + dependency.fileName()));
        Layout layout = layout(new Application.Packaged(jar.write(root.resolve("demo.jar")), dependencies, ""));
        assertThat(jars(layout).keySet()).isEqualTo(releases(dependencies).keySet());
    }

    @Test
    void guessesCoordinatesFromTheNameOfAJarThatNobodyKnows() {
        assertThat(Coordinates.guess("spring-web-7.0.1.jar")).isEqualTo(new Coordinates("spring", "spring-web", ""));
        assertThat(Coordinates.guess("tools.jar")).isEqualTo(new Coordinates("tools", "tools", ""));
    }

    private Map<String, List<String>> releases(List<Dependency> dependencies) {
        return jars(layout(new Application.Exploded(List.of(root.resolve("classes")), dependencies, "demo.Main")));
    }

    private static Map<String, List<String>> jars(Layout layout) {
        Map<String, List<String>> jars = new TreeMap<>();
        for (Layer layer : layout.layers()) {
            if (layer.name().startsWith("dependencies-")) {
                jars.put(
                        layer.name(),
                        new java.util.ArrayList<>(layer.entries().stream()
                                .map(entry -> entry.path().value())
                                .toList()));
            }
        }
        return jars;
    }

    private static Layout layout(Application application) {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), true);
        return new ApplicationLayout(launch, DependencyLayering.DEFAULT, ExtraFiles.NONE, Images.MODIFIED)
                .of(application);
    }

    private List<Dependency> dependencies(int count) {
        return IntStream.range(0, count).mapToObj(this::dependency).toList();
    }

    private Dependency dependency(int number) {
        String name = "jar" + number + "-1.jar";
        try {
            Path file = Files.writeString(
                    Files.createDirectories(root.resolve("repository")).resolve(name), "content");
            return new Dependency(
                    new Coordinates("org.group" + number % 5, "jar" + number, "1"), name, file, Origin.RELEASE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
