package io.github.dockerstrategy.jlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedClassPathTest {

    @TempDir
    Path folder;

    @Test
    void leavesPlainJarsFoldersAndWhatIsNoJarAlone() throws IOException {
        Path plain = Jars.jar(folder.resolve("a.jar"), Map.of("a/A.class", new byte[1]));
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no zip");

        try (OpenedClassPath opened = OpenedClassPath.of(List.of(folder, plain, broken))) {
            assertThat(opened.paths()).containsExactly(folder, plain, broken);
        }
    }

    @Test
    void passesOverWhatIsNotThere() throws IOException {
        try (OpenedClassPath opened = OpenedClassPath.of(List.of(folder.resolve("missing.jar")))) {
            assertThat(opened.paths()).isEmpty();
        }
    }

    @Test
    void unpacksTheJarsAndClassesOfASpringBootJarAndCleansUp() throws IOException {
        Path boot = Jars.jar(
                folder.resolve("boot.jar"),
                Map.of(
                        "BOOT-INF/lib/library.jar", new byte[2],
                        "BOOT-INF/classes/d/App.class", new byte[3],
                        "org/springframework/boot/loader/Launcher.class", new byte[4]));
        Path classes;
        try (OpenedClassPath opened = OpenedClassPath.of(List.of(boot))) {
            assertThat(opened.paths()).hasSize(2);
            classes = opened.paths().get(0);
            assertThat(classes.resolve("d/App.class")).hasSize(3);
            assertThat(classes.resolve("org/springframework/boot/loader/Launcher.class"))
                    .hasSize(4);
            assertThat(opened.paths().get(1)).hasFileName("library.jar").hasSize(2);
        }
        assertThat(classes).doesNotExist();
    }

    @Test
    void unpacksJarsWhereverTheyLieAndHoweverDeep() throws IOException {
        Path inner = Jars.jar(folder.resolve("inner.jar"), Map.of("i/I.class", new byte[1]));
        Path middle = Jars.jar(folder.resolve("middle.jar"), Map.of("lib/inner.jar", Files.readAllBytes(inner)));
        Path fat = Jars.jar(
                folder.resolve("fat.jar"),
                Map.of(
                        "MICRO-INF/runtime/middle.jar", Files.readAllBytes(middle),
                        "WEB-INF/lib-provided/server.jar", Files.readAllBytes(inner),
                        "f/F.class", new byte[1]));

        try (OpenedClassPath opened = OpenedClassPath.of(List.of(fat))) {
            assertThat(opened.paths())
                    .extracting(path -> path.getFileName().toString())
                    .containsExactlyInAnyOrder("classes", "classes", "inner.jar", "server.jar");
            assertThat(opened.paths().get(0).resolve("f/F.class")).exists();
        }
    }

    @Test
    void refusesToWriteOutsideOfItsFolder() throws IOException {
        Path evil = Jars.jar(folder.resolve("evil.jar"), Map.of("WEB-INF/lib/../../../../evil.jar", new byte[1]));

        assertThatThrownBy(() -> OpenedClassPath.of(List.of(evil)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside of itself");
    }
}
