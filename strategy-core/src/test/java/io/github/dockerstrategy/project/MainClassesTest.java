package io.github.dockerstrategy.project;

import static io.github.dockerstrategy.testing.ProblemAssert.refusalOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.testing.Compiler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainClassesTest {

    private static final String ANNOTATION = "org.springframework.boot.autoconfigure.SpringBootApplication";
    private static final String SPRING_BOOT =
            "package org.springframework.boot.autoconfigure; public @interface SpringBootApplication {}";

    @TempDir
    private Path classes;

    @Test
    void findsTheOneClassWithAMainMethod() {
        compile("demo.App", """
                package demo;
                public class App { public static void main(String[] args) {} }
                class Other { public static void run(String[] args) {} }
                """);
        assertThat(found().only()).isEqualTo("demo.App");
    }

    @Test
    void findsAMainMethodWithVariableArgumentsAndOneInANestedClass() {
        compile("Outer", "class Outer { static class Inner { public static void main(String... args) {} } }");
        assertThat(found().all()).containsExactly("Outer$Inner");
    }

    @Test
    void findsAMainMethodOfAnInterfaceAndOfARecord() {
        compile("A", """
                public interface A { static void main(String[] args) {} }
                record B() { public static void main(String[] args) {} }
                """);
        assertThat(found().all()).containsExactly("A", "B");
    }

    @Test
    void isNotMisledByMethodsThatOnlyLookLikeMain() {
        compile("Holder", """
                class Private { private static void main(String[] args) {} }
                class Instance { public void main(String[] args) {} }
                class NoArguments { public static void main() {} }
                class OneString { public static void main(String arg) {} }
                class Returns { public static int main(String[] args) { return 0; } }
                """);
        assertThat(found().all()).isEmpty();
    }

    @Test
    void saysWhatToDoIfThereIsNone() {
        compile("Library", "public class Library {}");
        refusalOf(() -> found().only())
                .hasId("no-main-class")
                .says("public static void main(String[])")
                .advises("container.mainClass=", "skip=true");
    }

    @Test
    void listsAllOfSeveral() {
        Compiler.compile(
                classes,
                Map.of(
                        "b.Right", "package b; public class Right { public static void main(String[] args) {} }",
                        "a.Left", "package a; public class Left { public static void main(String[] args) {} }"));
        refusalOf(() -> found().only())
                .hasId("several-main-classes")
                .says("2 main classes", "a.Left, b.Right")
                .advises("container.mainClass=a.Left");
    }

    @Test
    void prefersTheSpringBootApplicationAmongSeveral() {
        Compiler.compile(
                classes,
                Map.of(
                        ANNOTATION,
                        SPRING_BOOT,
                        "Shop",
                        "@" + ANNOTATION + " public class Shop { public static void main(String[] args) {} }",
                        "Tool",
                        "public class Tool { public static void main(String[] args) {} }"));
        assertThat(found().all()).containsExactly("Shop", "Tool");
        assertThat(found().only()).isEqualTo("Shop");
    }

    @Test
    void aSpringBootApplicationWithoutMainCannotBeStarted() {
        Compiler.compile(classes, Map.of(ANNOTATION, SPRING_BOOT, "Shop", "@" + ANNOTATION + " public class Shop {}"));
        refusalOf(() -> found().only()).hasId("no-main-class");
    }

    @Test
    void twoSpringBootApplicationsAreOneTooMany() {
        String body = " { public static void main(String[] args) {} }";
        Compiler.compile(
                classes,
                Map.of(
                        ANNOTATION,
                        SPRING_BOOT,
                        "Shop",
                        "@" + ANNOTATION + " public class Shop" + body,
                        "Admin",
                        "@" + ANNOTATION + " public class Admin" + body));
        refusalOf(() -> found().only()).hasId("several-main-classes").says("Admin, Shop");
    }

    @Test
    void aClassThatLiesInTwoPlacesIsOneClass() throws IOException {
        compile("App", "public class App { public static void main(String[] args) {} }");
        Path versions = Files.createDirectories(classes.resolve("META-INF/versions/21"));
        Files.copy(classes.resolve("App.class"), versions.resolve("App.class"));
        assertThat(MainClasses.in(List.of(classes, classes)).only()).isEqualTo("App");
    }

    @Test
    void looksThroughLinkedFolders() throws IOException {
        Path real = classes.resolve("real");
        Compiler.compile(real, Map.of("App", "public class App { public static void main(String[] args) {} }"));
        Path link = Files.createSymbolicLink(classes.resolve("link"), real);
        assertThat(MainClasses.in(List.of(link)).all()).containsExactly("App");
    }

    @Test
    void aFolderThatIsNotThereHoldsNone() {
        assertThat(MainClasses.in(List.of(classes.resolve("nowhere"))).all()).isEmpty();
    }

    @Test
    void isNotStoppedByAnyBrokenClassFile() throws IOException {
        compile("App", "public class App { public static void main(String[] args) {} }");
        byte[] whole = Files.readAllBytes(classes.resolve("App.class"));
        Path broken = Files.createDirectories(classes.resolve("broken"));
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(broken.resolve("Cut" + length + ".class"), Arrays.copyOf(whole, length));
        }
        byte[] future = whole.clone();
        future[7] = 127;
        Files.write(broken.resolve("Future.class"), future);
        Files.write(broken.resolve("Text.class"), "this is no class".getBytes(StandardCharsets.UTF_8));
        assertThat(found().only()).isEqualTo("App");
    }

    @Test
    void findsInstanceMainMethodsOfJava25() throws IOException {
        compile("App", """
                class App { void main() {} }
                class Arguments { protected void main(String[] args) {} }
                class Static { static void main() {} }
                class Hidden { private void main() {} }
                class NeedsMore { NeedsMore(int more) {} void main() {} }
                class Closed { private Closed() {} void main() {} }
                abstract class Unfinished { void main() {} }
                class Returns { int main() { return 0; } }
                """);
        assertThat(found().all())
                .as("of the release the tests are compiled for")
                .isEmpty();

        setVersion(25 + 44, 0);
        assertThat(found().all()).containsExactly("App", "Arguments", "Static");
    }

    @Test
    void findsInstanceMainMethodsOfAPreviewButNotOfAnEarlierRelease() throws IOException {
        compile("App", "class App { void main() {} }");
        setVersion(24 + 44, 0);
        assertThat(found().all()).isEmpty();

        setVersion(24 + 44, 0xffff);
        assertThat(found().only()).isEqualTo("App");
    }

    @Test
    void aScalaObjectAndItsClassAreOne() {
        compile("demo.Main", """
                package demo;
                public class Main { public static void main(String[] args) {} }
                class Main$ { public static void main(String[] args) {} }
                """);
        assertThat(found().only()).isEqualTo("demo.Main");
    }

    @Test
    void aKotlinClassAndItsCompanionAreOne() throws IOException {
        compile("App", """
                public class App {
                    public static void main(String[] args) {}
                    public static class Companion { public void main(String[] args) {} }
                    public static class Named { public void main(String[] args) {} }
                }
                """);
        setVersion(25 + 44, 0);
        assertThat(found().only()).isEqualTo("App");
    }

    @Test
    void aNestedClassWithAStaticMainIsAnotherOne() {
        compile("App", """
                public class App {
                    public static void main(String[] args) {}
                    public static class Tool { public static void main(String[] args) {} }
                }
                """);
        refusalOf(() -> found().only()).hasId("several-main-classes").says("App, App$Tool");
    }

    @Test
    void findsTheOneInAJar() throws IOException {
        compile("demo.App", "package demo; public class App { public static void main(String[] args) {} }");
        Path jar = classes.resolve("app.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("demo/App.class"));
            out.write(Files.readAllBytes(classes.resolve("demo/App.class")));
        }
        assertThat(MainClasses.in(List.of(jar)).only()).isEqualTo("demo.App");
    }

    /** Gives all compiled classes the class file version of another release. */
    private void setVersion(int major, int minor) throws IOException {
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                ByteBuffer.wrap(bytes).putShort(4, (short) minor).putShort(6, (short) major);
                Files.write(file, bytes);
            }
        }
    }

    private MainClasses found() {
        return MainClasses.in(List.of(classes));
    }

    private void compile(String name, String source) {
        Compiler.compile(classes, Map.of(name, source));
    }
}
