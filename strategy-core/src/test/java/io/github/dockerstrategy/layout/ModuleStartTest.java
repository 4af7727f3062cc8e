package io.github.dockerstrategy.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dockerstrategy.image.ContainerPath;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.project.Application;
import io.github.dockerstrategy.project.Coordinates;
import io.github.dockerstrategy.project.Dependency;
import io.github.dockerstrategy.project.Dependency.Origin;
import io.github.dockerstrategy.testing.Compiler;
import io.github.dockerstrategy.testing.Images;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real modules, compiled and started by the JDK. */
class ModuleStartTest {

    private static final String MAIN =
            "package shop; public class Main { public static void main(String[] a) throws Exception {"
                    + " System.out.println(Main.class.getModule().getName() + \" \" + auto.Auto.name() + \" \""
                    + " + new String(Main.class.getResourceAsStream(\"name.txt\").readAllBytes()));"
                    + " for (api.Greeter g : java.util.ServiceLoader.load(api.Greeter.class)) System.out.println(g.greet()); } }";

    @TempDir
    Path root;

    private Path classes = Path.of("");
    private final Map<String, Path> jars = new LinkedHashMap<>();

    @BeforeEach
    void compileModules() throws IOException {
        jar(
                "api",
                "api-1.0.jar",
                "",
                Map.of(
                        "module-info", "module shop.api { exports api; }",
                        "api.Greeter", "package api; public interface Greeter { String greet(); }"));
        jar(
                "provider",
                "provider-1.0.jar",
                "",
                Map.of(
                        "module-info",
                        "module shop.provider { requires shop.api; provides api.Greeter with impl.Hello; }",
                        "impl.Hello",
                        "package impl; public class Hello implements api.Greeter { public String greet() { return \"hello\"; } }"));
        jar(
                "plain",
                "plain-2.0.jar",
                "",
                Map.of(
                        "plain.Plain",
                        "package plain; public class Plain { public static String name() { return \"plain\"; } }"));
        jar(
                "auto",
                "auto-1.0.jar",
                "shop.auto",
                Map.of(
                        "auto.Auto",
                        "package auto; public class Auto { public static String name() { return \"auto+\" + plain.Plain.name()"
                                + " + java.sql.Types.class.getSimpleName(); } }"));
        jar(
                "unused",
                "unused-1.0.jar",
                "",
                Map.of(
                        "module-info", "module shop.unused { exports unused; }",
                        "unused.Unused", "package unused; public class Unused { }"));
        classes = compile(
                "classes",
                Map.of(
                        "module-info",
                        "module shop.app { requires shop.api; requires shop.auto; uses api.Greeter; }",
                        "shop.Main",
                        MAIN));
        Files.writeString(classes.resolve("shop/name.txt"), "resource");
    }

    @Test
    void whatIsResolvedGoesOnTheModulePathAndTheRestOnTheClassPath() {
        String args = arguments("shop.Main", true);

        assertThat(args)
                .contains(
                        "--module-path\n/app/classes:/app/libs/api-1.0.jar:/app/libs/provider-1.0.jar:/app/libs/auto-1.0.jar\n")
                .contains("-cp\n/app/libs/plain-2.0.jar:/app/libs/unused-1.0.jar\n")
                .contains("--add-modules\nALL-DEFAULT\n")
                .contains("--module\nshop.app/shop.Main\n");
        assertThat(arguments("shop.app/shop.Main", true)).isEqualTo(args);
    }

    @Test
    void theModuleStartsWithItsServicesAndItsResources() throws Exception {
        Layout layout = layout("shop.Main", true);
        for (Layer layer : layout.layers()) {
            for (Entry entry : layer.entries()) {
                Path file = root.resolve("image").resolve(entry.path().relative());
                Files.createDirectories(file.resolveSibling(""));
                if (entry.content() instanceof Entry.Content.Source source) {
                    Files.copy(source.file(), file);
                } else if (entry.content() instanceof Entry.Content.Text text) {
                    Files.writeString(file, text.text().replace("/app/", root.resolve("image/app") + "/"));
                }
            }
        }
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + root.resolve("image/app/launch.args"))
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.lines()).containsExactly("shop.app auto+plainTypes resource", "hello");
    }

    @Test
    void isStartedFromTheClassPathWhereThatIsWantedOrTheClassIsNotItsOwn() {
        String classPath = "-cp\n/app/classes:/app/libs/api-1.0.jar:/app/libs/provider-1.0.jar:/app/libs/plain-2.0.jar:"
                + "/app/libs/auto-1.0.jar:/app/libs/unused-1.0.jar\n";

        assertThat(arguments("shop.Main", false))
                .contains(classPath + "shop.Main\n")
                .doesNotContain("--module");
        assertThat(arguments("shop.app/shop.Main", false)).contains(classPath + "shop.Main\n");
        assertThat(arguments("starter.Main", true)).contains(classPath + "starter.Main\n");
    }

    @Test
    void aPackagedModuleIsStartedAsOneToo() throws IOException {
        Path app = jarOf(classes, "app-1.0.jar", "");

        assertThat(text(packaged(app, "shop.Main", true)))
                .contains(
                        "--module-path\n/app/app.jar:/app/libs/api-1.0.jar:/app/libs/provider-1.0.jar:/app/libs/auto-1.0.jar\n")
                .contains("-cp\n/app/libs/plain-2.0.jar:/app/libs/unused-1.0.jar\n")
                .contains("--module\nshop.app/shop.Main\n");
        assertThat(text(packaged(app, "shop.app/shop.Main", false)))
                .contains("-cp\n/app/app.jar:/app/libs/api-1.0.jar:")
                .contains("\nshop.Main\n")
                .doesNotContain("--module");
    }

    @Test
    void aJarWithTheDescriptorOfADependencyIsNoModule() throws IOException {
        Path shaded = Files.createDirectories(root.resolve("shaded"));
        Files.copy(classes.resolve("module-info.class"), shaded.resolve("module-info.class"));
        Files.createDirectories(shaded.resolve("shop"));
        Files.copy(classes.resolve("shop/Main.class"), shaded.resolve("shop/Main.class"));
        Path app = jarOf(shaded, "shaded-1.0.jar", "");
        Files.delete(classes.resolve("module-info.class"));

        assertThat(text(packaged(app, "shop.Main", true)))
                .contains("\nshop.Main\n")
                .doesNotContain("--module");
    }

    @Test
    void theMainModuleMayBeADependency() {
        assertThat(arguments("shop.unused/unused.Unused", true))
                .contains("/app/libs/unused-1.0.jar")
                .contains("--add-modules\nALL-DEFAULT,shop.app\n")
                .contains("--module\nshop.unused/unused.Unused\n");
    }

    @Test
    void refusesAModuleThatIsNotThere() {
        assertThatThrownBy(() -> arguments("shop.ap/shop.Main", true))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("There is no module 'shop.ap'.", "container.mainClass=shop.app/shop.Main");
    }

    @Test
    void java8HasNoModules() {
        Launch launch = new Launch(new ContainerPath("/app"), List.of(), false);

        assertThatThrownBy(() -> launch.check("shop.app/shop.Main"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContainingAll("'shop.app/shop.Main'", "Java 8", "shop.Main");
    }

    private String arguments(String mainClass, boolean modules) {
        return text(layout(mainClass, modules));
    }

    private static String text(Layout layout) {
        return layout.layers().stream()
                .flatMap(layer -> layer.entries().stream())
                .map(Entry::content)
                .filter(Entry.Content.Text.class::isInstance)
                .map(content -> ((Entry.Content.Text) content).text())
                .findFirst()
                .orElseThrow();
    }

    private Layout layout(String mainClass, boolean modules) {
        return layout(new Application.Exploded(List.of(classes), dependencies(), mainClass), modules);
    }

    private Layout packaged(Path jar, String mainClass, boolean modules) {
        return layout(new Application.Packaged(jar, dependencies(), List.of(classes), mainClass, ""), modules);
    }

    private static Layout layout(Application application, boolean modules) {
        return new ApplicationLayout(
                        new Launch(new ContainerPath("/app"), List.of(), true, modules),
                        DependencyLayering.NONE,
                        ExtraFiles.NONE,
                        Images.MODIFIED)
                .of(application);
    }

    private List<Dependency> dependencies() {
        List<Dependency> dependencies = new ArrayList<>();
        jars.forEach((name, file) ->
                dependencies.add(new Dependency(new Coordinates("g", name, "1"), name, file, Origin.RELEASE)));
        return dependencies;
    }

    private Path compile(String folder, Map<String, String> sources) {
        List<String> options = new ArrayList<>();
        String path =
                String.join(":", jars.values().stream().map(Path::toString).toList());
        if (!jars.isEmpty()) {
            options.addAll(List.of(sources.containsKey("module-info") ? "--module-path" : "-cp", path));
        }
        return Compiler.compile(root.resolve(folder), sources, options);
    }

    private void jar(String folder, String name, String automaticName, Map<String, String> sources) throws IOException {
        jars.put(name, jarOf(compile(folder, sources), name, automaticName));
    }

    private Path jarOf(Path compiled, String name, String automaticName) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Optional.of(automaticName)
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> manifest.getMainAttributes().putValue("Automatic-Module-Name", text));
        Path file = root.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                Stream<Path> all = Files.walk(compiled)) {
            for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                jar.putNextEntry(new ZipEntry(compiled.relativize(one).toString()));
                jar.write(Files.readAllBytes(one));
            }
        }
        return file;
    }
}
