package io.github.dockerstrategy.maven.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which dependency a comparison changes. */
class AlternativeVersionTest {

    @TempDir
    Path folder;

    @Test
    void changesAJarWithClasses() throws IOException {
        assertThat(AlternativeVersion.hasClasses(jar("META-INF/MANIFEST.MF", "org/example/One.class")))
                .isTrue();
    }

    @Test
    void changesNoStarterWhichHasNothingThatAnImageContains() throws IOException {
        assertThat(AlternativeVersion.hasClasses(jar("META-INF/MANIFEST.MF", "META-INF/NOTICE.txt")))
                .isFalse();
    }

    @Test
    void changesNothingThatIsNoJar() throws IOException {
        assertThat(AlternativeVersion.hasClasses(Files.writeString(folder.resolve("one.jar"), "<html>")))
                .isFalse();
        assertThat(AlternativeVersion.hasClasses(folder.resolve("missing.jar"))).isFalse();
    }

    private Path jar(String... names) throws IOException {
        Path jar = folder.resolve("one.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        return jar;
    }
}
