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
    void refusesToWriteOutsideOfItsFolder() throws IOException {
        Path evil = Jars.jar(folder.resolve("evil.jar"), Map.of("WEB-INF/lib/../../../../evil.jar", new byte[1]));

        assertThatThrownBy(() -> OpenedClassPath.of(List.of(evil)).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("outside of itself");
    }
}
