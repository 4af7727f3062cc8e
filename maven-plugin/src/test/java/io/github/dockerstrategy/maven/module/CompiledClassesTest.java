package io.github.dockerstrategy.maven.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dockerstrategy.maven.TestModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the classes of a module are. */
class CompiledClassesTest {

    private static final String SHADE = "<build><plugins><plugin><groupId>org.apache.maven.plugins</groupId>"
            + "<artifactId>maven-shade-plugin</artifactId><executions><execution><goals><goal>shade</goal></goals>"
            + "</execution></executions></plugin></plugins></build>";

    @TempDir
    Path basedir;

    @Test
    void areInTheOutputDirectoryAlsoIfThereIsAJar() throws IOException {
        write("target/classes/One.class");
        jar("Other.class");

        assertThat(folder("")).isEqualTo(basedir.resolve("target/classes"));
    }

    @Test
    void areThoseOfTheJarIfABuildCacheRestoredOnlyThat() throws IOException {
        jar(
                "META-INF/MANIFEST.MF",
                "META-INF/maven/com.example/shop/pom.xml",
                "META-INF/services/com.example.One",
                "com/example/One.class",
                "texts.properties");

        assertThat(files(folder("")))
                .containsExactlyInAnyOrder(
                        "META-INF/services/com.example.One", "com/example/One.class", "texts.properties");
        assertThat(folder("")).as("extracted once").isEqualTo(folder(""));
    }

    @Test
    void ofSpringBootsJarAreThoseOfTheApplication() throws IOException {
        jar(
                "META-INF/MANIFEST.MF",
                "META-INF/services/java.nio.file.spi.FileSystemProvider",
                "META-INF/build-info.properties",
                "META-INF/maven/com.example/shop/pom.xml",
                "org/springframework/boot/loader/Launcher.class",
                "BOOT-INF/",
                "BOOT-INF/classes/META-INF/services/com.example.One",
                "BOOT-INF/classes/One.class",
                "BOOT-INF/lib/other-1.0.jar",
                "BOOT-INF/layers.idx");

        assertThat(files(folder("")))
                .containsExactlyInAnyOrder(
                        "META-INF/build-info.properties", "META-INF/services/com.example.One", "One.class");
    }

    @Test
    void areReadAgainFromAnotherJar() throws IOException {
        jar("One.class");
        Path first = folder("");
        jar("Two.class");

        assertThat(files(folder(""))).containsExactly("Two.class");
        assertThat(folder("")).isNotEqualTo(first);
    }

    @Test
    void areNotThoseOfAShadedJarWhichHasTheDependenciesToo() throws IOException {
        jar("One.class");

        assertThat(folder(SHADE)).isEqualTo(basedir.resolve("target/classes"));
    }

    @Test
    void areMissingIfTheJarCannotBeRead() throws IOException {
        write("target/shop.jar");

        assertThat(folder("")).isEqualTo(basedir.resolve("target/classes"));
        assertThat(files(basedir.resolve("target"))).containsExactly("shop.jar");
    }

    @Test
    void leaveTheirFolderNever() throws IOException {
        jar("../../../../../stolen.class", "One.class");

        assertThat(files(folder(""))).containsExactly("One.class");
        assertThat(files(basedir)).noneMatch(name -> name.endsWith("stolen.class"));
    }

    private Path folder(String pom) {
        return new CompiledClasses(TestModule.in(basedir).pom(pom).context()).folder();
    }

    private void write(String name) throws IOException {
        Path file = basedir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
    }

    private void jar(String... names) throws IOException {
        Path jar = Files.createDirectories(basedir.resolve("target")).resolve("shop.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
